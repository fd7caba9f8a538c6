import { ownSite, send } from "#e2e/api.ts";
import { personIdOf } from "#e2e/people.ts";
import type { OperationName } from "#lib/contract/operations.ts";
import type { ProblemCode } from "#lib/contract/problem.ts";
import { proveRows, type Row } from "./places.ts";

const person = (input: string, change: Record<string, unknown>): Row => ({
  door: "updatePerson",
  input,
  send: async ({ admin, account }) =>
    send(admin, "updatePerson", { id: await personIdOf(admin, account), ...change }),
  code: "invalid_input",
});

const closed = (name: OperationName, code: ProblemCode, who: "creator" | "nobody"): Row => ({
  door: name,
  input: who === "nobody" ? "nobody" : "a creator",
  send: (places) => send(places[who], name, { id: places.ownId }),
  code,
});

const invitation = (input: string, body: Record<string, unknown>): Row => ({
  door: "invitePerson",
  input,
  send: ({ admin }) => send(admin, "invitePerson", body),
  code: "invalid_input",
});

const accept = (input: string, change: Record<string, unknown>, code: ProblemCode): Row => ({
  door: "acceptInvitation",
  input,
  send: ({ nobody }) =>
    send(nobody, "acceptInvitation", {
      token: "nothing",
      name: "Somebody",
      password: "long enough",
      ...change,
    }),
  code,
});

const forAdmins = ["listPeople", "getPerson", "invitePerson", "getOverview", "listRuns", "getRun"] as const;
const forMembers = ["listVideos", "getVideo", "listModels", "getMe", "getUsage", "listReviewQueue"] as const;

proveRows([
  person("nothing to change", {}),
  person("an unknown role", { role: "owner" }),
  person("an unknown plan", { plan: "gold" }),
  person("a limit of -1", { quota: { day: -1 } }),
  person("a limit of 1.5", { quota: { day: 1.5 } }),
  person("a limit in words", { quota: { day: "many" } }),
  person("a limit above a million", { quota: { day: 1_000_001 } }),
  person("a quota that is not known", { quota: { week: 3 } }),
  person("another address", { email: "taken@example.org" }),
  {
    door: "updatePerson",
    input: "somebody who never was",
    send: ({ admin }) =>
      send(admin, "updatePerson", { id: "usr_01ARZ3NDEKTSV4RRFFQ69G5FAV", suspended: true }),
    code: "not_found",
  },
  {
    door: "updatePerson",
    input: "another site",
    send: async ({ admin, account }) =>
      admin.patch(`/api/v1/admin/people/${await personIdOf(admin, account)}`, {
        data: { role: "admin" },
        headers: { ...ownSite(), origin: "https://evil.example" },
      }),
    code: "cross_site",
  },
  invitation("an address that is none", { email: "somebody" }),
  invitation("no address", {}),
  invitation("an unknown role", { email: "somebody@example.org", role: "king" }),
  {
    door: "invitePerson",
    input: "somebody who is here already",
    send: ({ admin, account }) => send(admin, "invitePerson", { email: account.email }),
    code: "conflict",
  },
  accept("a token that nobody gave", {}, "not_found"),
  accept("a password of 9 characters", { password: "too short" }, "invalid_input"),
  accept("a name of spaces", { name: "  " }, "invalid_input"),
  accept("a role of one's own", { role: "admin" }, "invalid_input"),
  {
    door: "updateMe",
    input: "a role of one's own",
    send: ({ creator }) => send(creator, "updateMe", { name: "Me", role: "admin" }),
    code: "invalid_input",
  },
  {
    door: "updateMe",
    input: "a name of 81 characters",
    send: ({ creator }) => send(creator, "updateMe", { name: "a".repeat(81) }),
    code: "invalid_input",
  },
  ...forAdmins.map((name) => closed(name, "forbidden", "creator")),
  ...[...forAdmins, ...forMembers].map((name) => closed(name, "not_signed_in", "nobody")),
]);
