import { setTimeout as pause } from "node:timers/promises";
import { TooLargeError } from "../storage/types.ts";
import type { Reach } from "./addresses.ts";
import { createGuardedAgent, type Dial, type Resolve } from "./guarded-agent.ts";
import { type Answer, LinkDead, letGo, openPlace } from "./open-place.ts";
import { type Pace, paced } from "./paced.ts";
import { PlaceRefused } from "./places.ts";

/** What was read so far is no beginning of what there is now: everything is to be read from the start. */
export class StartAgain extends Error {
  override readonly name = "StartAgain";
}
/** The file came packed although it was asked for as it is. */
export class PackedError extends Error {
  override readonly name = "PackedError";
}

export type DownloadLimits = Pace & {
  bytesMax: number;
  totalMs: number;
  /** Longest wait for the head of an answer, and between two pieces of its body. */
  idleMs: number;
  resumesMax: number;
  /** Pause before the first resumption; each further one doubles it. */
  pauseMs: number;
};

/**
 * All together less than the ten minutes for which nobody else takes a copying up. At least 10 KB/s over half a minute:
 * a clip of 200 MB needs fifty times that, so a slower line is no line.
 */
export const downloadLimits: Omit<DownloadLimits, "bytesMax"> = {
  totalMs: 420_000,
  idleMs: 20_000,
  windowMs: 30_000,
  windowBytesMin: 300_000,
  resumesMax: 5,
  pauseMs: 250,
};

export type Download = {
  url: URL;
  ownHeaders: Record<string, string>;
  judge: (place: URL) => Reach;
  limits: DownloadLimits;
  resolve?: Resolve;
  dial?: Dial;
};

/** How far the file was read, how long it is, and what says that it is still the same one. */
type Progress = { received: number; total: number | undefined; validator: string | undefined };

const textOf = (header: string | string[] | undefined): string | undefined =>
  typeof header === "string" && header !== "" ? header : undefined;

/** A strong ETag, else the date of the last change (RFC 9110, section 13.1.5). */
function validatorOf({ headers }: Answer): string | undefined {
  const etag = textOf(headers.etag);
  return etag?.startsWith('"') ? etag : textOf(headers["last-modified"]);
}

function readHead(answer: Answer, known: Progress, bytesMax: number): void {
  const encoding = textOf(answer.headers["content-encoding"]) ?? "identity";
  if (encoding.toLowerCase() !== "identity")
    throw new PackedError(`The file came as ${encoding.slice(0, 40)}.`);
  if (known.received > 0) {
    const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(textOf(answer.headers["content-range"]) ?? "");
    const isRest = answer.statusCode === 206 && Number(range?.[1]) === known.received;
    const isSame = known.total === undefined || Number(range?.[2]) === known.total;
    if (!isRest || !isSame) throw new StartAgain("The rest of the file cannot be had.");
    return;
  }
  if (answer.statusCode !== 200) throw new Error(`the vendor answered ${answer.statusCode} for its output`);
  const length = textOf(answer.headers["content-length"]);
  known.total = length === undefined ? undefined : Number(length);
  known.validator = validatorOf(answer);
  if (known.total !== undefined && known.total > bytesMax)
    throw new TooLargeError(`More than ${bytesMax} bytes.`);
}

const isFinal = (error: unknown): boolean =>
  [PlaceRefused, LinkDead, StartAgain, PackedError, TooLargeError].some((kind) => error instanceof kind);

function rest({ received, validator }: Progress): Record<string, string> {
  return received > 0 && validator ? { range: `bytes=${received}-`, "if-range": validator } : {};
}

/** Reads on from where it was cut off; ends when the file is whole. */
async function* readOn(
  known: Progress,
  open: (headers: Record<string, string>) => Promise<Answer>,
  { limits }: Download,
): AsyncGenerator<Buffer, void> {
  const answer = await open(rest(known));
  try {
    readHead(answer, known, limits.bytesMax);
  } catch (error) {
    letGo(answer.body);
    throw error;
  }
  for await (const chunk of paced(answer.body, limits)) {
    known.received += chunk.length;
    if (known.received > limits.bytesMax) throw new TooLargeError(`More than ${limits.bytesMax} bytes.`);
    yield chunk;
  }
  if (known.total !== undefined && known.received !== known.total)
    throw new Error(`the file ended after ${known.received} of ${known.total} bytes`);
}

/**
 * A file from outside, piece by piece, in constant memory. After a cut it is resumed where it broke off, `resumesMax`
 * times, never reading a byte twice; `StartAgain` where it cannot be, because it changed or its place cannot do that.
 * Throws `PlaceRefused`, `LinkDead`, `TooLargeError`, `PackedError`, else what the network said last.
 */
export async function* download(from: Download): AsyncGenerator<Buffer, void> {
  const { limits, judge, ownHeaders } = from;
  const agent = createGuardedAgent(from);
  const signal = AbortSignal.timeout(limits.totalMs);
  const known: Progress = { received: 0, total: undefined, validator: undefined };
  const open = (headers: Record<string, string>) =>
    openPlace(from.url, { agent, judge, headers, ownHeaders, idleMs: limits.idleMs, signal });
  try {
    for (let resumed = 0; ; resumed++) {
      try {
        return yield* readOn(known, open, from);
      } catch (error) {
        if (isFinal(error) || signal.aborted || known.received === 0 || resumed >= limits.resumesMax)
          throw error;
        if (!known.validator)
          throw new StartAgain("The file was cut off and cannot be resumed.", { cause: error });
        await pause(limits.pauseMs * 2 ** resumed, undefined, { signal });
      }
    }
  } finally {
    await agent.destroy();
  }
}
