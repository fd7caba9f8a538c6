import { expect, it } from "vitest";
import { sharedFaults } from "./providers/vendor-setup.ts";
import { readVendorSettings } from "./vendor-settings.ts";

const whsec = (bytes: number): string => `whsec_${Buffer.alloc(bytes, 7).toString("base64")}`;
const read = (environment: Record<string, string>) => readVendorSettings(environment);

it.each([
  ["KLING_WEBHOOK_SECRET", whsec(24), whsec(32)],
  ["REPLICATE_WEBHOOK_SECRET", whsec(32), whsec(24)],
  ["GEMINI_WEBHOOK_SECRET", whsec(64), whsec(32).slice("whsec_".length)],
  ["SEEVIDO_WEBHOOK_SECRET", "n".repeat(32), "o".repeat(64)],
] as const)("%s may be one secret or several, with spaces about them", (name, one, other) => {
  expect(read({ [name]: one }).values[name]).toEqual([one]);
  expect(read({ [name]: ` ${one} ,\n${other}, ` }).values[name]).toEqual([one, other]);
  expect(read({ [name]: "" }).values[name]).toBeUndefined();
});

it.each([
  ["KLING_WEBHOOK_SECRET", whsec(23), "is too short for a signing secret: it must hold 24 bytes"],
  ["KLING_WEBHOOK_SECRET", `${whsec(32)},${whsec(8)}`, "(part 2) is too short for a signing secret"],
  [
    "REPLICATE_WEBHOOK_SECRET",
    `with spaces, ${whsec(32)}`,
    "(part 1) is not a signing secret; copy it whole",
  ],
  ["SEEVIDO_WEBHOOK_SECRET", "short-secret", "is too short for a signing secret: it must hold 32 characters"],
  ["SEEVIDO_WEBHOOK_SECRET", ", ,", "names nothing"],
  ["SEEVIDO_WEBHOOK_SECRET", Array.from({ length: 9 }, () => "s".repeat(32)).join(), "names more than 8"],
] as const)("a bad part of %s is one fault that tells no secret", (name, given, fault) => {
  const settings = read({ [name]: given });
  expect([...settings.faults.keys()]).toEqual([name]);
  expect(settings.faults.get(name)).toContain(fault);
  expect(settings.values[name]).toBeUndefined();
  for (const part of given.split(",").filter((text) => text.trim()))
    expect(settings.faults.get(name)).not.toContain(part);
});

it("hosts of outputs are names, also with everything below them, and nothing wider", () => {
  const { values } = read({ OUTPUT_HOSTS: "CDN.example.org, *.films.example.net" });
  expect(values.OUTPUT_HOSTS).toEqual(["cdn.example.org", "*.films.example.net"]);
  for (const bad of ["*", "*.com", "https://cdn.example.org", "cdn.example.org:8443", "10.0.0.1", "[::1]"]) {
    const settings = read({ OUTPUT_HOSTS: `cdn.example.org,${bad}` });
    expect(settings.values.OUTPUT_HOSTS, bad).toBeUndefined();
    expect(sharedFaults(settings)).toEqual([
      expect.stringMatching(/OUTPUT_HOSTS \(part 2\) is not the name/),
    ]);
  }
  expect(sharedFaults(read({}))).toEqual([]);
});
