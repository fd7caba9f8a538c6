import { expect, it } from "vitest";
import { readVendorSettings } from "#lib/vendor-settings.ts";
import { simulatorEnvironment } from "#simulator/environment.ts";
import { connectVendors } from "./connect-vendors.ts";
import { vendorSetups } from "./vendor-setup.ts";

const own = { appUrl: "http://127.0.0.1:3000", rendererUrl: "http://127.0.0.1:8290", secret: "s".repeat(32) };
const connect = (environment: Record<string, string>, appUrl = own.appUrl) =>
  connectVendors(readVendorSettings(environment), { ...own, appUrl });
const faultsOf = (environment: Record<string, string>) =>
  vendorSetups(readVendorSettings(environment)).flatMap(({ fault }) => fault ?? []);

it("an empty environment has the embedded renderer and nothing else", () => {
  const { providers, stills, judge, vendors } = connect({});
  expect(providers.map(({ name }) => name)).toEqual(["animatic"]);
  expect([stills, judge]).toEqual([undefined, undefined]);
  expect(vendors.filter(({ fault }) => fault)).toEqual([]);
});

it("each key alone connects its vendor, and a vendor out there is not told of a private installation", () => {
  const { providers } = connect({ ARK_API_KEY: "ark-1", REPLICATE_API_TOKEN: "r8_1", KLINGAI_API_KEY: "" });
  expect(providers.map(({ name, kind, reachesUs }) => [name, kind, reachesUs])).toEqual([
    ["seedance", "real", false],
    ["replicate", "real", false],
    ["animatic", "embedded", true],
  ]);
});

it("Kling is connected by its key or by the whole older pair", () => {
  const names = (environment: Record<string, string>) =>
    connect(environment).providers.map(({ name }) => name);
  expect(names({ KLINGAI_API_KEY: "k" })).toContain("kling");
  expect(names({ KLINGAI_ACCESS_KEY: "a", KLINGAI_SECRET_KEY: "s" })).toContain("kling");
  expect(names({ KLINGAI_SECRET_KEY: "s" })).toEqual(["animatic"]);
});

it("outputs may lie on a vendor's own address, on hosts that are known of it, and on those an admin allows", () => {
  const hosts = (environment: Record<string, string>) =>
    connect(environment).providers.map(({ name, outputHosts }) => [name, outputHosts]);
  const keys = { REPLICATE_API_TOKEN: "r8_1", FAL_KEY: "id:1" };
  expect(hosts({ ...keys, OUTPUT_HOSTS: "cdn.example.org" })).toEqual([
    ["fal", ["https://queue.fal.run", "https://rest.fal.ai", "fal.media", "*.fal.media", "cdn.example.org"]],
    [
      "replicate",
      ["https://api.replicate.com", "replicate.delivery", "*.replicate.delivery", "cdn.example.org"],
    ],
    ["animatic", [own.rendererUrl]],
  ]);
  for (const [name, places] of hosts(simulatorEnvironment("http://127.0.0.1:8299")))
    if (name !== "animatic") expect(places, `${name}`).toContain("http://127.0.0.1:8299");
});

it("OpenAI's key brings stills and a judge, at its own address or at a given one", () => {
  const real = connect({ OPENAI_API_KEY: "sk-1" });
  expect(real.stills).toMatchObject({ provider: "openai", kind: "real" });
  expect(real.judge).toEqual({ baseUrl: "https://api.openai.com/v1", apiKey: "sk-1", kind: "real" });
  const faulty = connect({ OPENAI_API_KEY: "sk-1", OPENAI_BASE_URL: "openai" });
  expect([faulty.stills, faulty.judge]).toEqual([undefined, undefined]);
});

it("all ten vendors are made of the simulator's settings", () => {
  const { providers, vendors, stills } = connect(simulatorEnvironment("http://127.0.0.1:8299"));
  expect(vendors.filter(({ connected }) => !connected)).toEqual([]);
  expect(providers).toHaveLength(10);
  expect(stills?.kind).toBe("simulated");
  for (const { name, kind, reachesUs } of providers)
    expect([name, kind, reachesUs]).toEqual([name, name === "animatic" ? "embedded" : "simulated", true]);
});

const account = JSON.stringify({ client_email: "a@b", private_key: "p".repeat(32) });
const veo = { GOOGLE_VEO_PROJECT: "p", GOOGLE_VEO_BASE_URL: "http://127.0.0.1:9" };

it("a service account that names no place to sign in at connects its vendor all the same", () => {
  const { providers } = connect({ ...veo, GOOGLE_VEO_CREDENTIALS: account });
  expect(providers.map(({ name }) => name)).toEqual(["google-veo", "animatic"]);
});

it("a service account with half a key is one vendor's fault, and stops no other", () => {
  const given = {
    ...veo,
    GOOGLE_VEO_CREDENTIALS: '{"client_email":"a@b","private_key":"pem"}',
    FAL_KEY: "id:1",
  };
  expect(connect(given).providers.map(({ name }) => name)).toEqual(["fal", "animatic"]);
  expect(faultsOf(given)).toEqual([
    "Google Veo is not connected: GOOGLE_VEO_CREDENTIALS is not a service account's JSON on one line.",
  ]);
});

it.each([
  [
    { ARK_API_KEY: "ключ" },
    "Seedance is not connected: ARK_API_KEY holds characters that no key has; copy it again.",
  ],
  [{ FAL_KEY: "id:secret more" }, "fal is not connected: FAL_KEY holds spaces; copy the key alone."],
  [
    { ARK_API_KEY: "ark-key-1", ARK_BASE_URL: "ftp://ark" },
    "Seedance is not connected: ARK_BASE_URL is not an address; write it like https://api.example.org.",
  ],
  [
    { GOOGLE_VEO_CREDENTIALS: account },
    "Google Veo is not connected: GOOGLE_VEO_CREDENTIALS needs GOOGLE_VEO_PROJECT as well.",
  ],
  [
    { KLINGAI_SECRET_KEY: "hush-hush" },
    "Kling is not connected: KLINGAI_SECRET_KEY needs KLINGAI_ACCESS_KEY as well.",
  ],
])("%o is one line that names the setting and tells no value", (environment, line) => {
  expect(faultsOf(environment)).toEqual([line]);
  for (const value of Object.values(environment)) expect(line).not.toContain(value);
});
