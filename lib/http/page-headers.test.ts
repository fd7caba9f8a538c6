import { expect, test } from "vitest";
import { contentPolicy, pageHeaders } from "./page-headers.ts";

const facts = { nonce: "abc", appUrl: "http://127.0.0.1:3000", development: false, uploadsElsewhere: false };
const directive = (policy: string, name: string): string | undefined =>
  policy.split("; ").find((one) => one.startsWith(`${name} `));

test("scripts run by the nonce of this page view and by nothing inline or evaluated", () => {
  const scripts = directive(contentPolicy(facts), "script-src");
  expect(scripts).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'");
});

test("style elements need the nonce or a known hash", () => {
  expect(directive(contentPolicy(facts), "style-src")).not.toContain("unsafe");
});

test("nothing loads from or posts to another site, unless uploads go to UploadThing", () => {
  expect(contentPolicy(facts)).not.toMatch(/https?:/);
  const policy = contentPolicy({ ...facts, uploadsElsewhere: true });
  expect(directive(policy, "connect-src")).toBe("connect-src 'self' https://*.ingest.uploadthing.com");
});

test("transport security is promised on https alone", () => {
  const names = (appUrl: string) => pageHeaders("p", appUrl).map(([name]) => name);
  expect(names("http://127.0.0.1:3000")).not.toContain("strict-transport-security");
  expect(names("https://dailies.example")).toContain("strict-transport-security");
  expect(contentPolicy({ ...facts, appUrl: "https://dailies.example" })).toContain(
    "upgrade-insecure-requests",
  );
});
