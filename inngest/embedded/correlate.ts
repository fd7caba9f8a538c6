import { createHash } from "node:crypto";
import type { ASTNode } from "@marcbachmann/cel-js";
import canonicalize from "canonicalize";
import { expressionTree, memberPath, readPath } from "./expressions.ts";

export type MatchKey = { key: string; path?: string };

const plainKey = (name: string) => `event:${name}`;

function valueKey(name: string, path: string, value: unknown): string {
  const hash = createHash("sha256")
    .update(canonicalize(value) ?? "")
    .digest("hex")
    .slice(0, 32);
  return `${plainKey(name)}|${path}|${hash}`;
}

function conjuncts(node: ASTNode): ASTNode[] {
  return node.op === "&&" ? node.args.flatMap(conjuncts) : [node];
}

/** The value that `async.<path>` must equal, when one side of `==` is that and the other is known now. */
function equality(node: ASTNode, event: unknown): { path: string; value: unknown } | undefined {
  if (node.op !== "==") return undefined;
  for (const [left, right] of [node.args, node.args.toReversed()]) {
    const path = left && memberPath(left);
    if (!right || path?.[0] !== "async" || path.length < 2) continue;
    const other = memberPath(right);
    const value =
      right.op === "value" && typeof right.args === "string"
        ? right.args
        : other && readPath({ event }, other);
    if (typeof value === "string") return { path: path.slice(1).join("."), value };
  }
  return undefined;
}

/**
 * Where a wait for `name` is filed, so that an arriving event finds it by index instead of asking every open wait.
 * `event` is the run's first event. Only text correlates: numbers and nulls compare too freely for an exact key.
 */
export function waitKey(name: string, expression: string | null | undefined, event: unknown): MatchKey {
  if (!expression) return { key: plainKey(name) };
  for (const node of conjuncts(expressionTree(expression))) {
    const found = equality(node, event);
    if (found) return { key: valueKey(name, found.path, found.value), path: found.path };
  }
  return { key: plainKey(name) };
}

/** Every key under which a wait that `event` may satisfy can be filed, given the paths in use for its name. */
export function arrivalKeys(name: string, event: unknown, paths: readonly string[]): string[] {
  const keyed = paths.flatMap((path) => {
    const value = readPath(event, path.split("."));
    return typeof value === "string" ? [valueKey(name, path, value)] : [];
  });
  return [plainKey(name), ...keyed];
}
