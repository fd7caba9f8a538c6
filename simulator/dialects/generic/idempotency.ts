import { createHash } from "node:crypto";

const keptMs = 24 * 3600 * 1000;
const keptCount = 10_000;

export type Remembered = { digest: string; answer: object; until: number };

/** What two bodies are compared by: the address of a source picture is signed anew each time and does not count. */
function sameEachTime(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), (key, value: unknown) =>
      key === "sourceAsset" ? withoutUrl(value) : value,
    );
  } catch {
    return body;
  }
}

function withoutUrl(asset: unknown): unknown {
  return typeof asset === "object" && asset !== null ? { ...asset, url: "" } : asset;
}

/** First answers by idempotency key, for a day. */
export function createIdempotency(now: () => number) {
  const answers = new Map<string, Remembered>();
  const digestOf = (body: string) => createHash("sha256").update(sameEachTime(body)).digest("hex");
  return {
    find(
      key: string,
      body: string,
    ): { kind: "new" } | { kind: "replay"; answer: object } | { kind: "conflict" } {
      const known = answers.get(key);
      if (known === undefined || known.until < now()) return { kind: "new" };
      return known.digest === digestOf(body)
        ? { kind: "replay", answer: known.answer }
        : { kind: "conflict" };
    },
    remember(key: string, body: string, answer: object): void {
      const oldest = answers.keys().next();
      if (answers.size >= keptCount && !oldest.done) answers.delete(oldest.value);
      answers.set(key, { digest: digestOf(body), answer, until: now() + keptMs });
    },
  };
}
