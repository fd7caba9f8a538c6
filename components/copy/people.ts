import type { Plan, Role } from "#lib/contract/role.ts";
import type { QuotaWindow } from "#lib/contract/usage.ts";
import { countOf } from "./format.ts";

const firstOf = (name: string): string => name.trim().split(/\s+/)[0] || name;

/** Words of people and quotas. */
export const peopleCopy = {
  title: "People and quotas",
  invite: "Invite",
  search: "Name or e-mail",
  filter: "Role",
  all: "All",
  filters: { creator: "Creators", reviewer: "Reviewers", admin: "Admins" } satisfies Record<Role, string>,
  roles: { creator: "Creator", reviewer: "Reviewer", admin: "Admin" } satisfies Record<Role, string>,
  roleNotes: {
    creator: "makes and publishes own videos",
    reviewer: "also decides about others' clips",
    admin: "also changes people, sees the engine",
  } satisfies Record<Role, string>,
  plans: { free: "Free", studio: "Studio", unlimited: "Unlimited" } satisfies Record<Plan, string>,
  windows: {
    concurrent: "Videos at once",
    day: "Videos a day",
    month: "Videos a month",
  } satisfies Record<QuotaWindow, string>,
  columns: { concurrent: "At once", day: "Today", month: "Month" } satisfies Record<QuotaWindow, string>,
  person: "Person",
  role: "Role",
  plan: "Plan",
  lastSeen: "Last seen",
  never: "not yet",
  more: "More",
  moreFor: (name: string) => `More for ${name}`,
  open: (name: string) => `Open ${name}`,
  suspended: "Suspended",
  blocked: "blocked",
  you: "you",
  usedOf: (used: number) => `${countOf(used)} of`,
  editLimit: (window: QuotaWindow, name: string, words: string) =>
    `${peopleCopy.windows[window]} of ${name}: ${words}. Change the limit`,
  newLimit: (window: QuotaWindow, name: string) =>
    `New limit of ${name}: ${peopleCopy.windows[window].toLowerCase()}`,
  roleOf: (name: string) => `Role of ${name}`,
  planOf: (name: string) => `Plan of ${name}`,
  shown: (shown: number, all: number | null) =>
    all === null ? `${countOf(shown)} shown.` : `${countOf(shown)} of ${countOf(all)} shown.`,
  limitsNote: "Limits come from the plan unless you set one here.",
  showMore: "Show more",
  none: "Nobody found",
  noneHint: "No name or address like this. Somebody new comes in by invitation.",
  failedTitle: "The people could not be loaded",
  tryAgain: "Try again",

  cancel: "Cancel",
  save: "Save",
  saved: "Saved; it holds at once",
  backToPlan: (limit: number) => `Back to the plan's ${countOf(limit)}`,
  arrow: (label: string, from: string, to: string) => `${label}: ${from} → ${to}`,
  quotaWords: (name: string, plan: Plan) =>
    `for ${firstOf(name)} only, the plan stays ${peopleCopy.plans[plan]}.`,
  quotaBackWords: (plan: Plan) => `as the plan ${peopleCopy.plans[plan]} has it.`,
  quotaFull: (used: number) =>
    `${countOf(used)} are used already, so nothing more starts until that changes.`,
  roleWords: {
    creator: "makes and publishes own videos, and decides about nobody else's.",
    reviewer: "also decides about other people's clips.",
    admin: "also changes people and quotas and sees the engine.",
  } satisfies Record<Role, string>,
  roleEffect: (name: string, role: Role) =>
    `${firstOf(name)} ${peopleCopy.roleWords[role]} It holds at once, in open sessions too.`,
  planEffect: (changes: string) => `${changes}.`,
  planNothing: "All limits of this person are set here, so nothing else changes.",
  planKeeps: "Limits set here stay.",
  lowerWindows: { concurrent: "at once", day: "a day", month: "a month" } satisfies Record<
    QuotaWindow,
    string
  >,

  since: (role: Role, day: string) => `${peopleCopy.roles[role]} since ${day}`,
  limits: "Limits",
  fromPlan: "plan",
  fromHere: "set here",
  editing: "editing",
  edit: "Change",
  videosMade: "Videos so far",
  suspend: "Suspend",
  restore: "Let in again",
  suspendHint: "Suspending ends open sessions and new videos at once. Finished work stays.",
  restoreHint: "Letting in again restores role, plan and limits as they are here.",
  suspendTitle: (name: string) => `Suspend ${name}?`,
  suspendWords:
    "Open sessions end with their next request and signing in is refused. Videos in progress are finished, published pages stay.",
  suspendSelf: "You cannot suspend yourself; another admin can.",
  history: "History",
  historyNone: "Nothing was changed yet.",
  panel: "Person",
  close: "Close",

  inviteTitle: "Invite somebody",
  inviteLead: "You get a link to pass on. It is valid for seven days and shown once.",
  email: "E-mail",
  makeLink: "Make the link",
  linkTitle: "Pass this link on",
  linkLead: (email: string, role: Role, plan: Plan) =>
    `It makes an account for ${email}: ${peopleCopy.roles[role]}, plan ${peopleCopy.plans[plan]}.`,
  link: "Invitation link",
  linkOnce: (until: string) =>
    `Shown only now; valid until ${until}. A new invitation to the same address ends this one.`,
  copy: "Copy",
  copied: "Copied",
  copyFailed: "The browser did not allow copying. Select the link and copy it.",
  done: "Done",

  audit: {
    "person/suspended": "Suspended",
    "person/restored": "Let in again",
    "person/invited": "Invited",
    "person/joined": "Joined",
  } as Record<string, string>,
  planLimit: "plan",
};
