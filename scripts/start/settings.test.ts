import { expect, test } from "vitest";
import { parseOptions } from "./args.mjs";
import { Fault } from "./fault.mjs";
import {
  checkSettings,
  embeddedParts,
  installationEnvironment,
  isLocal,
  isLoopback,
  only,
} from "./settings.mjs";

const options = parseOptions([], {}, "/srv");
const made = {
  secrets: {
    DAILIES_SECRET: "made",
    INNGEST_EVENT_KEY: "made",
    INNGEST_SIGNING_KEY: "made",
  },
  databaseUrl: "postgres://database",
  enginePort: 8288,
  rendererPort: 8290,
  demo: true,
};
const environmentFor = (environment: Record<string, string>) =>
  installationEnvironment({ options, environment, embedded: embeddedParts(environment), ...made });

test("only addresses of this machine count as loopback", () => {
  expect(["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"].every(isLoopback)).toBe(true);
  expect(["0.0.0.0", "::", "10.0.0.1", "127.example.org", "dailies.example.org"].some(isLoopback)).toBe(
    false,
  );
});

test("an installation others can reach is refused on embedded parts, which it names", () => {
  const open = { ...options, host: "0.0.0.0" };
  expect(() => checkSettings(open, {})).toThrow(/database, engine, renderer, uploads/);
  expect(() => checkSettings(options, { APP_URL: "https://dailies.example.org" })).toThrow(Fault);
  expect(() => checkSettings(open, { DAILIES_ALLOW_EMBEDDED: "1" })).not.toThrow();
  expect(() => checkSettings(options, {})).not.toThrow();
});

test("INNGEST_DEV is refused in a production start only", () => {
  expect(() => checkSettings(options, { INNGEST_DEV: "1" })).toThrow(/INNGEST_DEV/);
  expect(() => checkSettings({ ...options, dev: true }, { INNGEST_DEV: "1" })).not.toThrow();
});

test("an embedded installation gets its own keys and addresses", () => {
  expect(environmentFor({ PATH: "/bin" })).toMatchObject({
    PATH: "/bin",
    NODE_ENV: "production",
    APP_URL: "http://127.0.0.1:3000",
    DATABASE_URL: "postgres://database",
    DAILIES_SECRET: "made",
    INNGEST_BASE_URL: "http://127.0.0.1:8288",
    INNGEST_SIGNING_KEY: "made",
    RENDERER_URL: "http://127.0.0.1:8290",
    DAILIES_DEMO: "1",
  });
});

test("what the user set is kept, and a real part gets no key of ours", () => {
  const given = {
    INNGEST_BASE_URL: "https://inngest.example.org",
    UPLOADTHING_TOKEN: "real",
    DAILIES_SECRET: "own",
  };
  const environment = environmentFor(given);
  expect(environment).toMatchObject(given);
  expect(environment.INNGEST_SIGNING_KEY).toBeUndefined();
});

test("a part sees the variables it was promised and no secret beside them", () => {
  const all = {
    PATH: "/bin",
    ENGINE_PORT: "1",
    DATABASE_URL: "d",
    DATABASE_URL_OLD: "x",
    DAILIES_PROMPT_KEY: "secret",
  };
  expect(only(all, ["DATABASE_URL", "ENGINE_"])).toEqual({
    PATH: "/bin",
    ENGINE_PORT: "1",
    DATABASE_URL: "d",
  });
});

test("an installation is local only when both its host and its address are", () => {
  expect(isLocal(options, {})).toBe(true);
  expect(isLocal(options, { APP_URL: "https://dailies.example.org" })).toBe(false);
  expect(isLocal({ ...options, host: "10.0.0.1" }, { APP_URL: "http://localhost:3000" })).toBe(false);
});
