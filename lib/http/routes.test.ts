import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { operations } from "#lib/contract/operations.ts";
import { handle } from "./handle.ts";
import { route, routeOf, unknownRoute } from "./route.ts";

const root = resolve(import.meta.dirname, "../..");
const files = globSync("app/api/v1/**/route.ts", { cwd: root });
const addressOf = (file: string): string =>
  `/${file
    .replace(/^app\//, "")
    .replace(/\/route\.ts$/, "")
    .replace(/\[(\w+)\]/g, "{$1}")}`;
const handled = files.flatMap((file) =>
  [...readFileSync(resolve(root, file), "utf8").matchAll(/handle\(operations\.(\w+), (\w+)\)/g)].map(
    ([, operation, verb]) => ({ path: addressOf(file), operation, verb }),
  ),
);

test("each operation has its door under its own path, and each door is an operation", () => {
  const table = Object.entries(operations).map(([operation, { path }]) => ({
    path,
    operation,
    verb: operation,
  }));
  const byName = (a: { operation?: string | undefined }, b: { operation?: string | undefined }) =>
    String(a.operation).localeCompare(String(b.operation));
  expect(handled.sort(byName)).toEqual(table.sort(byName));
});

test("a route file holds no rule: at most twelve lines", () => {
  for (const file of files)
    expect(readFileSync(resolve(root, file), "utf8").trimEnd().split("\n").length, file).toBeLessThanOrEqual(
      12,
    );
});

const here = async (): Promise<Response> => new Response("here");
const context = { params: Promise.resolve({}) };
const ask = (method: string) => new Request("http://127.0.0.1:3000/api/v1/x", { method });

test("a method without a handler answers 405 and says which there are", async () => {
  const { PUT } = route(
    handle(operations.getMe, async () => Promise.reject(new Error("unused"))),
    handle(operations.updateMe, async () => Promise.reject(new Error("unused"))),
  );
  const response = await PUT(ask("PUT"), context);
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD, PATCH");
  expect(await response.json()).toMatchObject({ code: "method_not_allowed" });
});

test("an unknown address answers 404 to every method", async () => {
  for (const [method, answer] of Object.entries(unknownRoute))
    expect((await answer(ask(method), context)).status).toBe(404);
});

test("a handler that is given answers its own method only", async () => {
  const { GET, DELETE } = routeOf({ GET: here });
  expect(await (await GET(ask("GET"), context)).text()).toBe("here");
  expect((await DELETE(ask("DELETE"), context)).status).toBe(405);
});
