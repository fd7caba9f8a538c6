import { expect, test } from "vitest";
import { primaryEmail, verifiedEmail } from "./oauth.ts";

const address = { email: "Ann@Example.com", primary: true, verified: true };

test("GitHub's primary address counts when GitHub verified it, and no other does", () => {
  const other = { email: "b@example.com", primary: false, verified: true };
  expect(primaryEmail([other, address])).toBe("Ann@Example.com");
  expect(primaryEmail([other, { ...address, verified: false }])).toBeUndefined();
  expect(primaryEmail([other])).toBeUndefined();
  expect(primaryEmail({ message: "Bad credentials" })).toBeUndefined();
});

test("an address counts in lower case, with the name the provider tells or its own", () => {
  const profile = { email: "Ann@Example.com", email_verified: true, name: " Ann " };
  expect(verifiedEmail("google", profile)).toEqual({ email: "ann@example.com", name: "Ann" });
  expect(verifiedEmail("github", { ...profile, name: undefined })).toMatchObject({ name: "ann" });
});

test.each([
  ["google", { email: "ann@example.com", email_verified: false }],
  ["google", { email: "ann@example.com" }],
  ["google", { email_verified: true }],
  ["elsewhere", { email: "ann@example.com", email_verified: true }],
  ["google", undefined],
])("an address that %s does not vouch for lets nobody in", (provider, profile) => {
  expect(verifiedEmail(provider, profile)).toBeUndefined();
});
