import { expect, test } from "vitest";
import { parseOptions } from "./args.mjs";

test("an empty command line and environment give the defaults", () => {
  expect(parseOptions([], {}, "/srv")).toEqual({
    dev: false,
    simulated: false,
    buildOnly: false,
    help: false,
    port: 3000,
    host: "127.0.0.1",
    dataDir: "/srv/.data",
  });
});

test("the command line wins over the environment, and empty variables are as good as none", () => {
  const environment = { PORT: "4000", HOST: "", DAILIES_DATA_DIR: "kept" };
  expect(parseOptions(["--port", "5000", "--dev"], environment, "/srv")).toMatchObject({
    dev: true,
    port: 5000,
    host: "127.0.0.1",
    dataDir: "/srv/kept",
  });
  expect(parseOptions([], environment, "/srv").port).toBe(4000);
});

test.each([["--prot"], ["--port", "0"], ["--port", "65536"], ["--port", "3000x"], ["extra"]])(
  "%s %s is refused by name",
  (...args) => {
    expect(() => parseOptions(args, {}, "/srv")).toThrow(args.at(-1));
  },
);
