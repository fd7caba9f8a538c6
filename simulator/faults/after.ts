import type { Scene } from "./before.ts";
import type { Fault } from "./desk.ts";
import { breakOff, cutShort, drip, flood, neverAnswer } from "./transport.ts";

type After = (fault: Fault, scene: Scene, response: Response) => Response | Promise<Response>;

const statusFields = new Set(["status", "task_status", "state"]);

function rename(value: unknown, word: string): unknown {
  if (Array.isArray(value)) return value.map((item) => rename(item, word));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      statusFields.has(name) && typeof item === "string" ? word : rename(item, word),
    ]),
  );
}

/** The same head over another body. */
function withBody(response: Response, body: BodyInit, headers: Record<string, string> = {}): Response {
  const own = new Headers(response.headers);
  own.delete("content-length");
  for (const [name, value] of Object.entries(headers)) own.set(name, value);
  return new Response(body, { status: response.status, headers: own });
}

const page = "<!doctype html><title>Gateway</title><h1>This page is not what you were looking for</h1>";

const acts: Record<string, After> = {
  hang: (_fault, { bindings }) => neverAnswer(bindings),
  "reset-after-accept": (_fault, { bindings }) => breakOff(bindings),
  truncate: (_fault, { bindings }, response) => cutShort(bindings, response),
  corrupt: async (_fault, _scene, response) => {
    const bytes = new Uint8Array(await response.arrayBuffer());
    for (let at = 0; at < bytes.length; at += at < 4096 ? 3 : 97) bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
    return withBody(response, bytes);
  },
  drip: ({ argument }, _scene, response) => drip(response, Number(argument ?? 200) || 200),
  endless: (_fault, { door }, response) =>
    flood(response, door === "output" ? "" : '{"', Number.POSITIVE_INFINITY),
  huge: ({ argument }, _scene, response) =>
    flood(response, '{"', (Number(argument ?? 64) || 64) * 1024 * 1024),
  garbage: (_fault, _scene, response) => withBody(response, '{"id": "half a th\u0000'),
  html: ({ argument }) => {
    const status = Number(argument ?? 200);
    return new Response(page, {
      status: status >= 200 && status <= 599 ? status : 200,
      headers: { "content-type": "text/html; charset=utf-8" },
    });
  },
  "wrong-mime": (_fault, _scene, response) =>
    withBody(response, response.body ?? "", { "content-type": "text/html" }),
  "unknown-status": async ({ argument }, _scene, response) => {
    const text = await response.text();
    if (!text.startsWith("{") && !text.startsWith("[")) return withBody(response, text);
    return withBody(response, JSON.stringify(rename(JSON.parse(text), argument ?? "reticulating")));
  },
};

/** What a fault does to the answer of a route that has run; unchanged where it does nothing then. */
export async function actAfter(fault: Fault, scene: Scene, response: Response): Promise<Response> {
  return acts[fault.name]?.(fault, scene, response) ?? response;
}
