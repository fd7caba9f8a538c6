import fc from "fast-check";
import { z } from "zod";

/** Words that are no plain text: names of every object's own members, terminal escapes, marks, broken characters. */
const hostileTexts = [
  "__proto__",
  "constructor",
  "toString",
  "\u001b[2J\u001b]0;title\u0007",
  "\u0000\u0007\u009b31m",
  "\u202e\u2066evil\u200b",
  "\ud800",
  `${"x".repeat(198)}😀`,
  "../../account",
  "//127.0.0.1:9/x",
  "https://127.0.0.1:9/x",
  "file:///etc/passwd",
  "9".repeat(400),
  "-1",
  "a".repeat(1_000_000),
];

/** What may stand anywhere in a vendor's answer. */
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...hostileTexts),
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, Number.MAX_SAFE_INTEGER, 0.1, "", [], {}),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constant(Object.fromEntries([["__proto__", { polluted: true }]])),
  fc.constant(Array.from({ length: 2_000 }, () => ({ url: "https://elsewhere.example/x" }))),
);

type Edit = { at: number; kind: "put" | "drop" | "add"; key: string; value: unknown };

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(400),
  kind: fc.constantFrom("put", "put", "drop", "add"),
  key: fc.constantFrom("__proto__", "constructor", "id", "status", "code", "error", "data"),
  value: hostileValue,
});

const inner = z.record(z.string(), z.unknown());

const isHolder = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Every place of a document: the object or list that holds it, and its key there. */
function placesIn(document: unknown): { holder: Record<string, unknown>; key: string }[] {
  if (!isHolder(document)) return [];
  return Object.entries(document).flatMap(([key, value]) => [{ holder: document, key }, ...placesIn(value)]);
}

function spoil(document: unknown, { at, kind, key, value }: Edit): void {
  const places = placesIn(document);
  const place = places[at % Math.max(1, places.length)];
  if (!place) return;
  if (kind === "drop") delete place.holder[place.key];
  else
    Object.defineProperty(place.holder, kind === "put" ? place.key : key, {
      value: structuredClone(value),
      enumerable: true,
      writable: true,
      configurable: true,
    });
}

/** One of `documents` with up to six of its places spoilt, at times cut off, as text. */
export const hostileBody = (documents: readonly string[]): fc.Arbitrary<string> =>
  fc
    .record({
      text: fc.constantFrom(...documents),
      edits: fc.array(edit, { minLength: 1, maxLength: 6 }),
      keep: fc.oneof(
        { weight: 9, arbitrary: fc.constant(1) },
        { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
      ),
    })
    .map(({ text, edits, keep }) => {
      const document: unknown = JSON.parse(text);
      for (const one of edits) spoil(document, one);
      const whole = JSON.stringify(document) ?? "";
      return whole.slice(0, Math.ceil(whole.length * keep));
    });

/** A body as the door would hand it over; undefined where it is no object. */
export function payloadOf(body: string): Record<string, unknown> | undefined {
  try {
    return inner.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

export const statuses = fc.constantFrom(
  200,
  200,
  200,
  200,
  201,
  202,
  302,
  400,
  402,
  404,
  409,
  422,
  429,
  500,
  503,
);
