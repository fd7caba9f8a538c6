import { expect, test } from "vitest";
import { isOwnOrigin } from "./origin.ts";

const local = "http://127.0.0.1:3000";
const open = "https://dailies.example";

test.each([
  ["http://127.0.0.1:3000", "127.0.0.1:3000", local, true],
  ["http://localhost:3000", "localhost:3000", local, true],
  ["http://[::1]:3000", "[::1]:3000", local, true],
  ["http://localhost:4100", "localhost:4100", local, true],
  ["http://localhost:5173", "localhost:3000", local, false],
  ["http://evil.example:3000", "evil.example:3000", local, false],
  ["http://localhost.evil.example", "localhost.evil.example", local, false],
  ["https://dailies.example", "dailies.example", open, true],
  ["http://dailies.example", "dailies.example", open, false],
  ["https://dailies.example:8443", "dailies.example:8443", open, false],
  ["https://evil.example", "evil.example", open, false],
  ["http://localhost:3000", "localhost:3000", open, false],
  ["null", "127.0.0.1:3000", local, false],
  ["", "127.0.0.1:3000", local, false],
  [null, "127.0.0.1:3000", local, false],
  ["file:///x", null, local, false],
])("the origin %s asked for at %s of %s is ours: %s", (origin, host, appUrl, ours) => {
  expect(isOwnOrigin(origin, host, appUrl)).toBe(ours);
});
