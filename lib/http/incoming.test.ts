import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { tameRequests } from "./incoming.ts";

let server: Server;
const address = z.object({ port: z.int() });
const seen = z.object({ url: z.string(), forwarded: z.string() });

beforeAll(async () => {
  tameRequests({ behindProxy: false });
  server = createServer(({ url, headers }, response) =>
    response.end(JSON.stringify({ url, forwarded: headers["x-forwarded-for"] })),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.close();
});

function ask(path: string, headers: Record<string, string> = {}): Promise<z.infer<typeof seen>> {
  const { port } = address.parse(server.address());
  return new Promise((resolve, reject) => {
    request({ port, host: "127.0.0.1", path, headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve(seen.parse(JSON.parse(text))));
    })
      .on("error", reject)
      .end();
  });
}

it.each([
  ["/videos/%ff", "/videos/%25ff"],
  ["/videos/%zz?q=%41", "/videos/%25zz?q=%2541"],
  ["/videos/%C3%A9?q=%41", "/videos/%C3%A9?q=%41"],
])("%s reaches the application as %s", async (path, url) => {
  expect((await ask(path)).url).toBe(url);
});

it("the connection's own address is the last word on where a request comes from", async () => {
  expect((await ask("/", { "x-forwarded-for": "203.0.113.9" })).forwarded).toBe("203.0.113.9, 127.0.0.1");
  expect((await ask("/")).forwarded).toBe("127.0.0.1");
});
