import type { Queryable } from "#db/client.ts";
import { isPermitted, type Permission, type Role } from "#lib/contract/role.ts";
import type { EventSource } from "#lib/contract/status.ts";
import type { Inspector } from "#lib/media/inspector.ts";
import type { Links } from "#lib/media/links.ts";
import type { Storage } from "#lib/media/storage/types.ts";
import type { Moderator } from "#lib/moderation/types.ts";
import type { EngineInspector } from "#lib/ops/engine-inspector.ts";
import type { ProviderRegistry, StillMaker, VendorSetup } from "#lib/providers/types.ts";
import type { Announcer } from "#lib/videos/announcer.ts";
import type { Sealer } from "#lib/videos/sealer.ts";
import { Refusal } from "./refusal.ts";

export type User = { kind: "user"; id: string; name: string; role: Role };
export type Actor =
  | User
  | { kind: "system"; source: Extract<EventSource, "worker" | "webhook" | "sweep"> }
  | { kind: "anonymous" };

/** The parts a verb may use beside the database. Which implementation stands behind each is chosen in `services`. */
export type Parts = {
  providers: ProviderRegistry;
  /** Which vendors are connected, and what is missing where one is not. */
  vendors: readonly VendorSetup[];
  /** Absent where no vendor of stills is connected. */
  stills: StillMaker | undefined;
  storage: Storage;
  links: Links;
  inspector: Inspector;
  sealer: Sealer;
  moderator: Moderator;
  /** What happens to work whose safety check cannot be reached. */
  moderationUnreachable: "wait" | "proceed";
  announcer: Announcer;
  engine: EngineInspector;
  appUrl: string;
};

/** Who acts, on which connection or transaction, at what time, with which parts. First argument of every verb. */
export type Context = { actor: Actor; db: Queryable; now: () => Date; requestId: string; parts: Parts };

/** Runs `work` in one transaction; joins the open one where there is one (as a savepoint). */
export function transact<T>(ctx: Context, work: (inner: Context) => Promise<T>): Promise<T> {
  return ctx.db.transaction((tx) => work({ ...ctx, db: tx }));
}

/** The acting user, or a refusal: not signed in, or not allowed. Every verb for people begins with it. */
export function permit(ctx: Context, permission: Permission): User {
  if (ctx.actor.kind !== "user") throw new Refusal("not_signed_in");
  if (!isPermitted(ctx.actor.role, permission))
    throw new Refusal("forbidden", "Your role does not allow this.");
  return ctx.actor;
}

/** The acting user whatever the role. */
export function signedIn(ctx: Context): User {
  if (ctx.actor.kind !== "user") throw new Refusal("not_signed_in");
  return ctx.actor;
}

/** Guards verbs that only the system calls: durable functions, webhook door, sweep. */
export function requireSystem(ctx: Context): Extract<Actor, { kind: "system" }> {
  if (ctx.actor.kind !== "system") throw new Refusal("forbidden");
  return ctx.actor;
}
