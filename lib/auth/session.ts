import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { User } from "#lib/context.ts";
import { isPermitted, type Permission } from "#lib/contract/role.ts";
import { currentActor } from "./actor.ts";
import { pathHeader, signInPath } from "./sign-in-path.ts";

/** The signed-in person of a page. Signed out: to the sign-in page; without the permission: no such page. */
export async function requireUser(permission?: Permission): Promise<User> {
  const actor = await currentActor();
  if (actor.kind !== "user") redirect(signInPath((await headers()).get(pathHeader)));
  if (permission && !isPermitted(actor.role, permission)) notFound();
  return actor;
}
