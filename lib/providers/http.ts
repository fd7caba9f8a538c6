import { Agent, type Dispatcher, request } from "undici";
import type { Failure } from "#lib/contract/failure.ts";

export type VendorSettings = {
  /** What the vendor is called in our own messages. */
  label: string;
  baseUrl: string;
  /** Credentials and fixed headers, made anew for each call. */
  headers: () => Record<string, string> | Promise<Record<string, string>>;
  connectTimeoutMs?: number;
  totalTimeoutMs?: number;
  responseBytesMax?: number;
  /** Another way to connect than to wherever the base address leads. */
  agent?: Dispatcher;
};

/** What every adapter over HTTP is made with, beside its keys. */
export type AdapterSettings = {
  baseUrl: string;
  reachesUs: boolean;
  kind: "real" | "simulated";
  now?: () => Date;
  connectTimeoutMs?: number;
  totalTimeoutMs?: number;
  /** Hosts that an admin allows outputs on, beside those that are known. */
  outputHosts?: readonly string[];
};

/** `json` is undefined where the body is not JSON. */
export type VendorAnswer = { status: number; headers: Headers; text: string; json: unknown };

export type VendorCall = {
  query?: Record<string, string>;
  json?: unknown;
  body?: Uint8Array | string;
  headers?: Record<string, string>;
  totalTimeoutMs?: number;
};

/** No proper answer came. `sent` is false only where it is certain that the vendor never saw the request. */
export class VendorSilence extends Error {
  readonly sent: boolean;
  constructor(message: string, sent: boolean, cause: unknown) {
    super(message, { cause });
    this.name = "VendorSilence";
    this.sent = sent;
  }
}

const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_FAIL|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_INVALID_URL)$/;

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = "code" in error && typeof error.code === "string" ? [error.code] : [];
  const parts = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...own, ...parts, ...codesOf(error.cause)];
}

/** True where an error of the connection proves that the vendor never saw the request. */
export function isUnsent(error: unknown): boolean {
  const codes = codesOf(error);
  return codes.length > 0 && codes.every((code) => neverSent.test(code));
}

function silence(label: string, error: unknown): VendorSilence {
  const name = codesOf(error)[0] ?? (error instanceof Error ? error.name : "no answer");
  return new VendorSilence(`${label} did not answer (${name}).`, !isUnsent(error), error);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The slowest line on which a picture in a body still arrives. */
const uplinkBytesPerMs = 250;

/** A body to its end. Throws where it is longer than `bytesMax`. */
export async function readWhole(
  body: AsyncIterable<Uint8Array> | null,
  bytesMax: number,
): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw new Error("the answer is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A credential that could not be had means that the call itself was never sent. */
async function headersOf(settings: VendorSettings): Promise<Record<string, string>> {
  try {
    return await settings.headers();
  } catch (error) {
    if (error instanceof VendorSilence) throw new VendorSilence(error.message, false, error);
    throw error;
  }
}

/** Our key goes nowhere else, whatever a path says that the vendor itself once told. */
function isBelow({ origin, pathname }: URL, baseUrl: string): boolean {
  const root = new URL(`${baseUrl.replace(/\/$/, "")}/`);
  return origin === root.origin && pathname.startsWith(root.pathname);
}

/**
 * One vendor's HTTP door: each call is sent once, on a connection of its own, follows no redirect, and ends within
 * its connect and total timeouts and its size cap; a large body gets the time it needs on top. Throws `VendorSilence`
 * where no whole answer came.
 */
export function createVendorClient(settings: VendorSettings) {
  const { label, connectTimeoutMs = 5_000, totalTimeoutMs = 30_000 } = settings;
  const { responseBytesMax = 4 * 1024 * 1024 } = settings;
  const agent = settings.agent ?? new Agent({ connect: { timeout: connectTimeoutMs }, pipelining: 0 });
  return async (method: string, path: string, call: VendorCall = {}): Promise<VendorAnswer> => {
    const url = new URL(path.replace(/^\//, ""), `${settings.baseUrl.replace(/\/$/, "")}/`);
    if (!isBelow(url, settings.baseUrl)) throw new Error(`${label} named a path that leads away from it`);
    for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.append(name, value);
    const own = await headersOf(settings);
    const body = call.json === undefined ? call.body : JSON.stringify(call.json);
    const sendMs = (body?.length ?? 0) / uplinkBytesPerMs;
    try {
      const answer = await request(url, {
        method,
        dispatcher: agent,
        headers: {
          ...own,
          ...(call.json !== undefined && { "content-type": "application/json" }),
          ...call.headers,
        },
        body: body ?? null,
        signal: AbortSignal.timeout(Math.ceil((call.totalTimeoutMs ?? totalTimeoutMs) + sendMs)),
      });
      const text = (await readWhole(answer.body, responseBytesMax)).toString("utf8");
      const headers = new Headers();
      for (const [name, value] of Object.entries(answer.headers))
        if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
      return { status: answer.statusCode, headers, text, json: parseJson(text) };
    } catch (error) {
      throw silence(label, error);
    }
  };
}
export type VendorClient = ReturnType<typeof createVendorClient>;

/** What a submission that met silence comes to: transient where nothing was sent, else nobody knows. */
export function submitSilence(error: unknown): Failure {
  if (!(error instanceof VendorSilence)) throw error;
  return error.sent
    ? { kind: "ambiguous", code: "submit_ambiguous", message: error.message }
    : { kind: "transient", code: "provider_unavailable", message: error.message };
}

const waitSecondsMax = 24 * 3600;

/** A wait that a vendor asks for: whole seconds, a day at most. */
export const waitSeconds = (said: number): number => Math.min(waitSecondsMax, Math.max(0, Math.ceil(said)));

/** `Retry-After` in seconds, or as a date in the future; undefined where it is absent or says nothing. */
export function retryAfterSeconds(headers: Headers, now: Date): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return waitSeconds(Number(value));
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : waitSeconds((at - now.getTime()) / 1000);
}
