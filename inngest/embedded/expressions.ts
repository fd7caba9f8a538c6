import { type ASTNode, Environment } from "@marcbachmann/cel-js";

export type Scope = Record<string, unknown>;
type Program = { evaluate: (scope: Scope) => unknown; paths: string[][]; root: ASTNode };

const programsMax = 2000;
const programs = new Map<string, Program>();

const environment = new Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
  enableOptionalTypes: true,
})
  .registerFunction("lowercase(dyn): string", (text: unknown) => String(text).toLowerCase())
  .registerFunction("uppercase(dyn): string", (text: unknown) => String(text).toUpperCase())
  .registerFunction("now(): google.protobuf.Timestamp", () => new Date())
  .registerFunction("date(dyn): google.protobuf.Timestamp", (value: unknown) => new Date(String(value)))
  .registerOperator("string + double", (left: string, right: number) => left + String(right));

const isNode = (value: unknown): value is ASTNode =>
  typeof value === "object" && value !== null && "op" in value && "args" in value;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `event.data.id` as `["event", "data", "id"]`; undefined for anything but plain member access. */
export function memberPath(node: ASTNode): string[] | undefined {
  if (node.op === "id") return [node.args];
  if (node.op !== ".") return undefined;
  const parent = memberPath(node.args[0]);
  return parent && [...parent, node.args[1]];
}

function collectPaths(value: unknown, found: string[][]): void {
  if (Array.isArray(value)) {
    for (const item of value) collectPaths(item, found);
  } else if (isNode(value)) {
    if (value.op === "call" && value.args[0] === "has") return;
    const path = value.op === "." ? memberPath(value) : undefined;
    if (path) found.push(path);
    else collectPaths(value.args, found);
  }
}

function program(expression: string): Program {
  const known = programs.get(expression);
  if (known) return known;
  const evaluate = environment.parse(expression);
  const paths: string[][] = [];
  collectPaths(evaluate.ast, paths);
  const made: Program = { evaluate: (scope) => evaluate(scope), paths, root: evaluate.ast };
  programs.set(expression, made);
  const oldest = programs.keys().next().value;
  if (programs.size > programsMax && oldest !== undefined) programs.delete(oldest);
  return made;
}

/** The value at `path`, or undefined when a part of it is missing. */
export function readPath(scope: unknown, path: readonly string[]): unknown {
  let current = scope;
  for (const key of path) {
    if (!isRecord(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

function withNullAt(scope: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  const [key, ...rest] = path;
  if (key === undefined) return scope;
  if (!Object.hasOwn(scope, key)) return { ...scope, [key]: rest.length > 0 ? withNullAt({}, rest) : null };
  const child = scope[key];
  return isRecord(child) ? { ...scope, [key]: withNullAt(child, rest) } : scope;
}

/** Two absent members are not equal on the real server, so that a match never pairs missing keys. */
function comparesAbsent(node: ASTNode, scope: Scope): boolean {
  if (node.op === "&&") return comparesAbsent(node.args[0], scope) || comparesAbsent(node.args[1], scope);
  if (node.op !== "==") return false;
  const [left, right] = [memberPath(node.args[0]), memberPath(node.args[1])];
  return left !== undefined && right !== undefined
    ? readPath(scope, left) === undefined && readPath(scope, right) === undefined
    : false;
}

/** Throws an Error that says where, when the expression cannot be parsed. */
export function checkExpression(expression: string): void {
  program(expression);
}

/** The parsed tree, for finding what an expression correlates on. */
export const expressionTree = (expression: string): ASTNode => program(expression).root;

/** The value of a key expression; a missing member reads as null. Throws when it cannot be evaluated. */
export function evaluateValue(expression: string, scope: Scope): unknown {
  const { evaluate, paths } = program(expression);
  const value = evaluate(paths.reduce(withNullAt, scope));
  return typeof value === "bigint" ? Number(value) : value;
}

/** True only when the expression is true: an error in evaluating it means "no match". */
export function evaluateMatch(expression: string | null | undefined, scope: Scope): boolean {
  if (!expression) return true;
  const { root } = program(expression);
  try {
    return !comparesAbsent(root, scope) && evaluateValue(expression, scope) === true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}
