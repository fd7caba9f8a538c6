import { routeCopy as copy } from "#components/copy/routes.ts";
import type { ModelView } from "#lib/contract/model.ts";
import { type RouteRule, type RouteTableView, routeRules } from "#lib/contract/route.ts";

/** One row in the hands of an admin; the key keeps its place on the screen while rows move. */
export type EditedRule = RouteRule & { key: string };

/** A table that is being edited, and the version it began from. */
export type RouteEdit = { version: number; rules: readonly EditedRule[] };

export type Conditions = Omit<RouteRule, "name" | "models">;

export const anyCondition: Conditions = {
  workflowType: null,
  useCase: null,
  tier: null,
  speed: null,
  ceilingMicrosMax: null,
};

export const editOf = (table: RouteTableView): RouteEdit => ({
  version: table.version,
  rules: table.rules.map((rule, index) => ({ ...rule, key: `${table.version}.${index}` })),
});

export const rulesOf = (edit: RouteEdit): RouteRule[] => edit.rules.map(({ key: _, ...rule }) => rule);

export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const held = items[from];
  if (held === undefined || to < 0 || to >= items.length) return [...items];
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), held, ...rest.slice(to)];
}

export const changeRule = (edit: RouteEdit, key: string, change: Partial<RouteRule>): RouteEdit => ({
  ...edit,
  rules: edit.rules.map((rule) => (rule.key === key ? { ...rule, ...change } : rule)),
});

export const moveRule = (edit: RouteEdit, from: number, to: number): RouteEdit => ({
  ...edit,
  rules: moved(edit.rules, from, to),
});

export const dropRule = (edit: RouteEdit, key: string): RouteEdit => ({
  ...edit,
  rules: edit.rules.filter((rule) => rule.key !== key),
});

/** A new row goes first, because a row below one that always holds would never be reached. */
export const addRule = (edit: RouteEdit, key: string): RouteEdit => ({
  ...edit,
  rules: [{ key, name: "", ...anyCondition, models: [] }, ...edit.rules],
});

export const isChanged = (edit: RouteEdit, table: RouteTableView): boolean =>
  JSON.stringify(rulesOf(edit)) !== JSON.stringify(rulesOf(editOf(table)));

/** Sentence per row that cannot be saved, by the row's place. */
export function faultsOf(edit: RouteEdit): ReadonlyMap<number, string> {
  const parsed = routeRules.safeParse(rulesOf(edit));
  const faults = new Map<number, string>();
  for (const { path, message } of parsed.error?.issues ?? []) {
    const place = typeof path[0] === "number" ? path[0] : -1;
    if (!faults.has(place)) faults.set(place, message);
  }
  return faults;
}

/** Why a model of a row would be passed over; undefined where it would be tried. */
export function warningOf(id: string, models: readonly ModelView[]): string | undefined {
  const model = models.find((one) => one.id === id);
  if (!model) return copy.unknown(id);
  if (model.retired) return copy.retired(model.name);
  return model.available ? undefined : copy.away(model.name, model.unavailableReason ?? copy.awayShort);
}
