import type { z } from "zod";
import type { Operation } from "#lib/contract/operation.ts";
import { operations } from "#lib/contract/operations.ts";
import { type ProblemCode, problem, problemTypes } from "#lib/contract/problem.ts";
import { createJsonSchemas, type JsonNode, type JsonSchemas } from "./json-schemas.ts";
import { streams } from "./streams.ts";

const version = "0.1.0";
const problemsOfEvery: readonly ProblemCode[] = ["method_not_allowed", "internal"];

const idempotencyHeader = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "1 to 255 visible ASCII characters. The same key and body give the same answer; another body is refused.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

function problemAnswers(codes: readonly ProblemCode[], schemas: JsonSchemas): JsonNode {
  const all = [...new Set([...codes, ...problemsOfEvery])];
  const statuses = [...new Set(all.map((code) => problemTypes[code].status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: all
          .filter((code) => problemTypes[code].status === status)
          .map((code) => `\`${code}\`: ${problemTypes[code].title}.`)
          .join(" "),
        content: { "application/problem+json": { schema: schemas.output(problem) } },
      },
    ]),
  );
}

function parametersOf(operation: Operation, schemas: JsonSchemas): JsonNode[] {
  const listed = (place: "path" | "query", part: z.ZodType | undefined): JsonNode[] =>
    schemas.properties(part).map(({ name, required, schema }) => ({
      name,
      in: place,
      required: place === "path" || required,
      schema,
      ...("items" in schema && { style: "form", explode: false }),
    }));
  return [
    ...listed("path", operation.params),
    ...listed("query", operation.query),
    ...(operation.idempotencyKey ? [idempotencyHeader] : []),
  ];
}

const accessWords = ({ access }: Operation): string => {
  if (access === "public") return "Open to everyone.";
  return access === "signed-in" ? "For everyone who is signed in." : `Needs the permission \`${access}\`.`;
};

function describeOperation(name: string, operation: Operation, schemas: JsonSchemas): JsonNode {
  return {
    operationId: name,
    summary: operation.summary,
    description: accessWords(operation),
    security: operation.access === "public" ? [] : [{ session: [] }],
    parameters: parametersOf(operation, schemas),
    ...(operation.body && {
      requestBody: {
        required: true,
        content: { "application/json": { schema: schemas.input(operation.body) } },
      },
    }),
    responses: {
      [String(operation.status)]: {
        description: "Done as asked.",
        content: { "application/json": { schema: schemas.output(operation.output) } },
      },
      ...problemAnswers(operation.problems, schemas),
    },
  };
}

function pathsOf(schemas: JsonSchemas): Record<string, JsonNode> {
  const paths: Record<string, JsonNode> = {};
  const put = (path: string, method: string, described: JsonNode): void => {
    paths[path] = { ...paths[path], [method]: described };
  };
  for (const [name, operation] of Object.entries(operations))
    put(operation.path, operation.method.toLowerCase(), describeOperation(name, operation, schemas));
  for (const { path, described, problems } of streams)
    put(path, "get", {
      ...described,
      responses: { ...described.responses, ...problemAnswers(problems, schemas) },
    });
  return paths;
}

/** The API as an OpenAPI 3.1 document, printed from the operations table. */
export function openApiDocument(): JsonNode {
  const schemas = createJsonSchemas();
  const paths = pathsOf(schemas);
  return {
    openapi: "3.1.0",
    info: {
      title: "Dailies",
      version,
      description:
        "Changes are taken from this installation's own pages: send the Origin header of its address beside the session cookie.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: schemas.components(),
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" } },
    },
  };
}
