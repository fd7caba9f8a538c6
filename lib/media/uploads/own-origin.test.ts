import { expect, test } from "vitest";
import { ownOrigin } from "./own-origin.ts";

test.each([
  ["http://127.0.0.1:3000", "127.0.0.1:3000", "http://127.0.0.1:3000"],
  ["http://127.0.0.1:3000", "localhost:3000", "http://localhost:3000"],
  ["http://127.0.0.1:3000", "[::1]:3000", "http://[::1]:3000"],
  ["http://127.0.0.1:3000", "evil.example", undefined],
  ["http://127.0.0.1:3000", "127.0.0.1.evil.example:3000", undefined],
  ["http://127.0.0.1:3000", "evil.example/127.0.0.1:3000", undefined],
  ["http://127.0.0.1:3000", "user@evil.example", undefined],
  ["http://127.0.0.1:3000", null, undefined],
  ["https://studio.example", "studio.example", "https://studio.example"],
  ["https://studio.example", "localhost:3000", undefined],
  ["https://studio.example", "studio.example:8080", undefined],
])("an installation at %s reached as %s answers uploads at %s", (appUrl, host, origin) => {
  expect(ownOrigin(new Headers(host === null ? {} : { host }), appUrl)).toBe(origin);
});
