import { expect, test } from "vitest";
import { bodyBytesMax, readBytes, requireSmallBody } from "./body.ts";

const tell = (length: string | undefined) => () =>
  requireSmallBody(new Headers(length === undefined ? {} : { "content-length": length }));

test("a body up to the bound may go on to a reader without one", () => {
  expect(tell("0")).not.toThrow();
  expect(tell(String(bodyBytesMax))).not.toThrow();
});

test.each([undefined, String(bodyBytesMax + 1), "many", "1e9"])("a length of %s does not", (length) => {
  expect(tell(length)).toThrow(expect.objectContaining({ code: "too_large" }));
});

test("a body whose sender leaves is one that was not complete, whatever the connection called it", async () => {
  const left = Object.assign(new Error("aborted"), { code: "ECONNRESET" });
  const body = new ReadableStream({ pull: (controller) => controller.error(left) });
  const init = { method: "POST", body, duplex: "half" };
  await expect(readBytes(new Request("http://localhost/", init), bodyBytesMax)).rejects.toMatchObject({
    code: "malformed_json",
  });
});
