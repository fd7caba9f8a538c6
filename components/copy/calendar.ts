import type { DeprecationView } from "#lib/contract/deprecation.ts";

const plural = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${many}`;

/** Words of the retirement calendar and of every warning that comes from it. */
export const calendarCopy = {
  title: "Calendar",
  sub: "when models retire",
  none: "No model of this installation has an end date.",
  noneHint: "A vendor's announcement becomes a date on the model's card, and appears here.",
  today: "today",
  groups: { soon: "Next 30 days", later: "Later", past: "Past" },
  groupsNone: {
    soon: "Nothing ends in the next 30 days.",
    later: "Nothing else is announced.",
    past: "Nothing has ended yet.",
  },
  stages: {
    planned: "Planned",
    soon: "Ends soon",
    intake_closed: "Takes no new work",
    retired: "Retired",
  } satisfies Record<DeprecationView["stage"], string>,
  inDays: (days: number) => (days <= 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`),
  ago: (days: number) => (days <= 0 ? "today" : days === 1 ? "yesterday" : `${days} days ago`),
  lastIntake: (when: string) => `last work taken ${when}`,
  routes: (count: number) => plural(count, "route", "routes"),
  people: (count: number) => `${plural(count, "person", "people")} in 30 days`,
  drafts: (count: number) => plural(count, "draft not made as a final", "drafts not made as finals"),
  dependsNone: "Nothing depends on it",
  successor: "Successor",
  successorNone: "no successor named",
  successorAway: "not connected here",
  same: "same price",
  more: (price: string) => `${price} a second more`,
  less: (price: string) => `${price} a second less`,
  source: (source: string, day: string) => `${source}, read ${day}`,
  move: (name: string) => `Move routes to ${name}`,
  moveTitle: (name: string) => `Move routes to ${name}?`,
  moveText: (from: string, to: string, routes: string) =>
    `${to} takes the place of ${from} in ${routes}. This makes a new version of the route table; videos in the making stay where they are.`,
  moveConfirm: "Move them",
  keep: "Not now",
  moved: (name: string, version: number) => `Routes use ${name} now; version ${version} is in force`,
  look: "Look at routes",
  banner: (count: number, name: string, days: number) =>
    count === 1
      ? `${name} takes no new work ${days <= 0 ? "from today on" : days === 1 ? "from tomorrow on" : `in ${days} days`}.`
      : `${count} models retire within 30 days.`,
  bannerHint: (routes: number) =>
    routes === 0 ? "No route uses it." : `${plural(routes, "route", "routes")} would have to change.`,
  open: "Open the calendar",
  retiring: "Retiring models",
  retiringOf: "routes to change",
  retiringNone: "No model retires soon.",
  noRoute: "no route uses it",
  inRoutes: (count: number) => `${plural(count, "route uses", "routes use")} it`,
  goneSince: (day: string) => `gone since ${day}`,
  retired: "retired",
} as const;
