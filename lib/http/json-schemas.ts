import { z } from "zod";

export type JsonNode = Record<string, unknown>;
export type Property = { name: string; required: boolean; schema: JsonNode };
export type JsonSchemas = {
  input(schema: z.ZodType): JsonNode;
  output(schema: z.ZodType): JsonNode;
  properties(schema: z.ZodType | undefined): Property[];
  components(): Record<string, JsonNode>;
};

const node = z.record(z.string(), z.unknown());
const withDefinitions = z.looseObject({ $defs: z.record(z.string(), node).default({}) });
const withProperties = z.looseObject({
  properties: z.record(z.string(), node).default({}),
  required: z.array(z.string()).default([]),
});

/** Definitions move to the document's components, so their references move with them. */
function relocate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocate);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === "$ref" && typeof inner === "string"
        ? inner.replace("#/$defs/", "#/components/schemas/")
        : relocate(inner),
    ]),
  );
}

/** Turns zod schemas into JSON Schemas and gathers the named ones, each once. */
export function createJsonSchemas(): JsonSchemas {
  const named = new Map<string, JsonNode>();
  const convert = (schema: z.ZodType, io: "input" | "output"): JsonNode => {
    const made = z.toJSONSchema(schema, { io, unrepresentable: "any" });
    const { $defs, $schema: _dialect, id: _id, ...rest } = withDefinitions.parse(relocate(made));
    for (const [id, { id: _own, ...definition }] of Object.entries($defs)) named.set(id, definition);
    const id = schema.meta()?.id;
    if (id === undefined || io === "input") return rest;
    named.set(id, rest);
    return { $ref: `#/components/schemas/${id}` };
  };
  return {
    input: (schema) => convert(schema, "input"),
    output: (schema) => convert(schema, "output"),
    properties(schema) {
      if (!schema) return [];
      const given = withProperties.parse(convert(schema, "input"));
      const parsed = withProperties.parse(convert(schema, "output"));
      return Object.entries(given.properties).map(([name, sent]) => ({
        name,
        required: given.required.includes(name),
        schema:
          "type" in sent || "enum" in sent || "anyOf" in sent ? sent : (parsed.properties[name] ?? sent),
      }));
    },
    components: () => Object.fromEntries([...named].sort(([a], [b]) => a.localeCompare(b))),
  };
}
