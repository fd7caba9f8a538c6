import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { z } from "zod";
import { operations } from "#lib/contract/operations.ts";
import { openApiDocument } from "./openapi.ts";

const read = () =>
  z
    .object({
      paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
      components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
    })
    .parse(openApiDocument());

test("the document is valid OpenAPI 3.1 and every reference in it leads somewhere", async () => {
  const validator = new Validator();
  const result = await validator.validate(openApiDocument());
  expect(result).toMatchObject({ valid: true });
  expect(validator.version).toBe("3.1");
  const { components } = read();
  const references = JSON.stringify(openApiDocument()).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
  const missing = [...references].filter(([, id]) => !(String(id) in components.schemas));
  expect(missing).toEqual([]);
});

test("the document holds each operation of the table under its own name", () => {
  const { paths } = read();
  for (const [name, { path, method }] of Object.entries(operations))
    expect(paths[path]?.[method.toLowerCase()]?.operationId).toBe(name);
});

test("what a caller may leave out is not called required, and lists in a query are typed", () => {
  const text = JSON.stringify(read().paths["/api/v1/videos"]);
  expect(text).toContain('"required":["prompt"]');
  expect(text).toMatch(/"name":"status","in":"query","required":false,"schema":\{[^}]*"type":"array"/);
});
