import { startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";

export type Replaced = { status: number; body?: string };

const passedOn = ["authorization", "x-goog-api-key", "x-runway-version", "content-type", "idempotency-key"];

/**
 * Passes every request on to `origin`, and `replace` may put another status, or another body too, in its answer;
 * `hear` is told each body as it came.
 */
export function startRelay(
  origin: string,
  replace: (count: number) => Replaced | undefined,
  hear: (body: string) => void = () => {},
): Promise<VendorServer> {
  let count = 0;
  return startVendorServer(async ({ method, path, query, headers, body }, response) => {
    count += 1;
    const own = replace(count);
    const given = passedOn.flatMap((name): [string, string][] => {
      const value = headers[name];
      return typeof value === "string" ? [[name, value]] : [];
    });
    const answer = await fetch(`${origin}${path}?${query}`, {
      method,
      headers: new Headers(given),
      ...(body && { body }),
    });
    const text = (await answer.text()).replaceAll(
      `${origin}/google-omni`,
      `http://${headers.host}/google-omni`,
    );
    hear(text);
    response.writeHead(own?.status ?? answer.status, { "content-type": "application/json" });
    response.end(own?.body ?? text);
  });
}
