import { expect, test } from "vitest";
import { parseOptions } from "./args.mjs";
import { Fault } from "./fault.mjs";
import { checkSettings } from "./settings.mjs";
import { describeVendors, simulateVendors } from "./vendors.mjs";

const origin = "http://127.0.0.1:8299";

test("a simulated environment connects every vendor to the simulator and holds no key of the user", () => {
  const real = {
    PATH: "/bin",
    FAL_KEY: "real:key",
    KLINGAI_ACCESS_KEY: "real",
    KLINGAI_SECRET_KEY: "real",
    SEEVIDO_BASE_URL: "https://api.seevido.example.com",
    GOOGLE_VEO_LOCATION: "europe-west4",
  };
  const environment = simulateVendors(real, origin);
  expect(environment.PATH).toBe("/bin");
  expect(Object.values(environment).filter((value) => value?.includes("real"))).toEqual([]);
  expect(environment.KLINGAI_ACCESS_KEY).toBe("");
  const addresses = Object.entries(environment).filter(([name]) => /_(BASE|QUEUE|REST)_?URL$/.test(name));
  expect(addresses.length).toBeGreaterThanOrEqual(11);
  for (const [, address] of addresses) expect(address).toMatch(/^http:\/\/127\.0\.0\.1:8299\//);
  const { rows, faults } = describeVendors(environment, origin);
  expect(faults).toEqual([]);
  expect(rows).toEqual([
    ["vendors", "simulated", origin],
    ["moderation", "simulated", "offline rules, then OpenAI"],
  ]);
});

test("the simulator's keys and secrets are the same at every start", () => {
  const first = simulateVendors({}, origin);
  const second = simulateVendors({}, origin);
  expect({ ...second, GOOGLE_VEO_CREDENTIALS: "" }).toEqual({ ...first, GOOGLE_VEO_CREDENTIALS: "" });
  expect(first.KLING_WEBHOOK_SECRET).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});

test("the table names the vendors that are connected, and tells the others in one line each, without a value", () => {
  const { rows, faults } = describeVendors(
    {
      ARK_API_KEY: "ark-1",
      OPENAI_API_KEY: "sk-1",
      KLINGAI_ACCESS_KEY: "ak-kling",
      FAL_KEY: "two words",
      RUNWAYML_API_SECRET: "key_1",
      RUNWAYML_BASE_URL: "api.runwayml.com",
      GOOGLE_VEO_PROJECT: "p",
      GOOGLE_VEO_CREDENTIALS: "key.json",
      SEEVIDO_API_KEY: "sv-1",
    },
    undefined,
  );
  expect(rows).toEqual([
    ["vendors", "real", "Seedance, OpenAI"],
    ["moderation", "real", "offline rules, then OpenAI"],
  ]);
  expect(faults).toEqual([
    "Kling is not connected: KLINGAI_ACCESS_KEY needs KLINGAI_SECRET_KEY as well.",
    "Runway is not connected: RUNWAYML_BASE_URL is not an address; write it like https://api.example.org.",
    "Google Veo is not connected: GOOGLE_VEO_CREDENTIALS is not a service account's JSON on one line.",
    "fal is not connected: FAL_KEY holds spaces; copy the key alone.",
    "SeeVido is not connected: SEEVIDO_API_KEY needs SEEVIDO_BASE_URL as well.",
  ]);
});

test("without a key nothing is connected and nothing is wrong", () => {
  expect(describeVendors({ FAL_KEY: "" }, undefined)).toEqual({
    rows: [
      ["vendors", "none", "no key is set; Animatic makes everything"],
      ["moderation", "embedded", "offline rules"],
    ],
    faults: [],
  });
});

test("a simulated start is refused where others could reach it, even where embedded parts are allowed", () => {
  const options = parseOptions(["--simulated"], {}, "/srv");
  expect(options.simulated).toBe(true);
  expect(() => checkSettings(options, {})).not.toThrow();
  expect(() => checkSettings({ ...options, host: "0.0.0.0" }, { DAILIES_ALLOW_EMBEDDED: "1" })).toThrow(
    /--simulated is for this machine alone/,
  );
  expect(() => checkSettings(options, { APP_URL: "https://dailies.example.org" })).toThrow(Fault);
});
