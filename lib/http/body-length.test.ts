import { createServer, type ServerResponse } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { keepBodyLengths, setBodyLength } from "./body-length.ts";

let answer: (response: ServerResponse) => void;
const server = createServer((_request, response) => answer(response));
const address = z.object({ port: z.number() });

beforeAll(async () => {
  keepBodyLengths();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});
afterAll(() => server.close());

const get = (method = "GET") =>
  fetch(`http://127.0.0.1:${address.parse(server.address()).port}/`, { method });
/** Writes an answer as the framework does: headers one by one, then the body in pieces. */
function respond(headers: Headers) {
  answer = (response) => {
    for (const [name, value] of headers) response.appendHeader(name, value);
    response.flushHeaders();
    response.write("two ");
    response.end("parts");
  };
}

test.each(["GET", "HEAD"])("the length of a body arrives as content-length with %s", async (method) => {
  const headers = new Headers();
  setBodyLength(headers, 9);
  respond(headers);
  const response = await get(method);
  expect(response.headers.get("content-length")).toBe("9");
  expect(response.headers.get("transfer-encoding")).toBeNull();
  expect(response.headers.get("x-body-length")).toBeNull();
  expect(await response.text()).toBe(method === "GET" ? "two parts" : "");
});

test("an answer that says nothing of a length is left alone", async () => {
  respond(new Headers());
  const response = await get();
  expect(response.headers.get("transfer-encoding")).toBe("chunked");
  expect(response.headers.get("content-length")).toBeNull();
});

test("a body that is compressed on the way gets no length of the bytes before", async () => {
  const headers = new Headers({ "content-encoding": "identity" });
  setBodyLength(headers, 9);
  respond(headers);
  const response = await get();
  expect(response.headers.get("content-length")).toBeNull();
  expect(response.headers.get("x-body-length")).toBeNull();
});
