import { z } from "zod";
import type { Operation } from "#lib/contract/operation.ts";

export type FieldRow = { name: string; place: "path" | "query" | "body"; kind: string; required: boolean };

const property = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
});
const shape = z.looseObject({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
});

/** A JSON Schema node in a few words: "integer 3–10", "one of draft, final", "list of text". */
export function kindOf(node: unknown): string {
  const part = property.safeParse(node).data;
  if (!part) return "any";
  if (part.enum) return `one of ${part.enum.join(", ")}`;
  if (part.anyOf) return [...new Set(part.anyOf.map(kindOf))].join(" or ");
  if (part.type === "array") return `list of ${kindOf(part.items)}`;
  if (part.type === "string") return part.format ? `text (${part.format})` : "text";
  const type = Array.isArray(part.type) ? part.type.join(" or ") : (part.type ?? "any");
  const bounded =
    part.minimum !== undefined && part.maximum !== undefined && part.maximum < Number.MAX_SAFE_INTEGER;
  return bounded ? `${type} ${part.minimum}–${part.maximum}` : type;
}

function rowsOf(place: FieldRow["place"], schema: z.ZodType | undefined): FieldRow[] {
  if (!schema) return [];
  const { properties, required } = shape.parse(
    z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }),
  );
  return Object.entries(properties).map(([name, node]) => ({
    name,
    place,
    kind: kindOf(node),
    required: required.includes(name),
  }));
}

/** Every field a caller sends to an operation, read from the contract itself. */
export function fieldRowsOf(operation: Operation): FieldRow[] {
  return [
    ...rowsOf("path", operation.params),
    ...rowsOf("query", operation.query),
    ...rowsOf("body", operation.body),
  ];
}
