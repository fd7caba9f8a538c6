import { expect, test } from "vitest";
import type { VendorView } from "#lib/contract/vendor.ts";
import { balanceWords, isHalfSet, missingOf, modelWords, sortVendors, vendorState } from "./vendor-look.ts";

const vendor: VendorView = {
  name: "kling",
  label: "Kling",
  connected: true,
  fault: null,
  kind: "real",
  settings: [
    { name: "KLING_KEY", set: true, required: true },
    { name: "KLING_SECRET", set: true, required: true },
    { name: "KLING_BASE_URL", set: false, required: false },
  ],
  capabilities: ["submit", "poll"],
  callbacks: false,
  models: [],
  breaker: "closed",
  breakerUntil: null,
  running: 0,
  concurrencyMax: 5,
  submitsPerMinuteMax: 10,
  balanceMicros: null,
  balanceAt: null,
  lastDay: { delivered: 0, failed: 0, p50Seconds: null, p95Seconds: null, spentMicros: 0 },
};
const half: VendorView = {
  ...vendor,
  name: "half",
  label: "Half",
  connected: false,
  settings: vendor.settings.map((setting) => ({ ...setting, set: setting.name === "KLING_KEY" })),
};
const off: VendorView = {
  ...vendor,
  name: "off",
  label: "Absent",
  connected: false,
  settings: vendor.settings.map((setting) => ({ ...setting, set: false })),
};

test("only required settings are named as missing", () => {
  expect([missingOf(vendor), missingOf(half), missingOf(off)]).toEqual([
    [],
    ["KLING_SECRET"],
    ["KLING_KEY", "KLING_SECRET"],
  ]);
  expect([vendor, half, off].map(isHalfSet)).toEqual([false, true, false]);
});

test("trouble is seen before health, and health before absence", () => {
  const open: VendorView = { ...vendor, name: "open", label: "Open", breaker: "open" };
  expect(sortVendors([off, half, vendor, open]).map(({ name }) => name)).toEqual([
    "open",
    "kling",
    "half",
    "off",
  ]);
  expect(vendorState(open).tone).toBe("danger");
  expect(vendorState({ ...vendor, kind: "simulated" }).words).toBe("Simulated");
});

test("a balance that is still to be read is not a vendor's silence", () => {
  const able: VendorView = { ...vendor, capabilities: ["submit", "poll", "balance"] };
  expect([vendor, able, { ...able, balanceMicros: 12_340_000 }].map(balanceWords)).toEqual([
    "does not tell",
    "not read yet",
    "$12.34",
  ]);
});

test("models that take work come by name, the retired ones are counted", () => {
  const one = (name: string, retired: boolean) => ({ id: name, name, retired });
  const both: VendorView = { ...vendor, models: [one("Old", true), one("New", false), one("Newer", false)] };
  expect(modelWords(both)).toEqual({ short: "New, Newer · 1 retired", all: "New, Newer · retired: Old" });
  expect(modelWords({ ...vendor, models: [one("Old", true)] }).short).toBe("1 retired");
  expect(modelWords(vendor).short).toBe("No model uses it.");
});
