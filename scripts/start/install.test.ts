import { expect, test } from "vitest";
import { isInstalled } from "./install.mjs";
import { isRecentNode } from "./node-runtime.mjs";

const wanted = {
  packages: {
    "": { version: "0.1.0" },
    "node_modules/a": { version: "1.0.0" },
    "node_modules/b-darwin": { version: "2.0.0", optional: true },
  },
};

test("packages count as installed when every needed one has the locked version", () => {
  expect(isInstalled(wanted, { packages: { "node_modules/a": { version: "1.0.0" } } })).toBe(true);
  expect(isInstalled(wanted, { packages: { "node_modules/a": { version: "1.0.1" } } })).toBe(false);
  expect(isInstalled(wanted, { packages: {} })).toBe(false);
  expect(isInstalled(wanted, undefined)).toBe(false);
});

test("an optional package of another version is not what was asked for", () => {
  const packages = { "node_modules/a": { version: "1.0.0" }, "node_modules/b-darwin": { version: "1.9.0" } };
  expect(isInstalled(wanted, { packages })).toBe(false);
});

test("Node is recent enough from 22.18 on", () => {
  expect(["22.18.0", "22.20.1", "24.0.0", "26.1.0"].map(isRecentNode)).toEqual([true, true, true, true]);
  expect(["20.20.2", "22.17.1", "18.0.0"].map(isRecentNode)).toEqual([false, false, false]);
});
