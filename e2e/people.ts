import { randomBytes } from "node:crypto";
import { type APIRequestContext, type BrowserContext, expect, request as requests } from "@playwright/test";
import { z } from "zod";
import type { Plan, Role } from "#lib/contract/role.ts";
import { call, ownSite } from "./api.ts";
import { installation } from "./installation.ts";

export type Account = { email: string; password: string; name: string };

const demoPassword = "dailies-demo";
export const demo = {
  creator: { email: "creator@demo.local", password: demoPassword, name: "Mira Lindqvist" },
  creator2: { email: "creator2@demo.local", password: demoPassword, name: "Tomas Keller" },
  reviewer: { email: "reviewer@demo.local", password: demoPassword, name: "Noor Amari" },
  admin: { email: "admin@demo.local", password: demoPassword, name: "Jun Park" },
} as const satisfies Record<string, Account>;

const csrf = z.object({ csrfToken: z.string() });

/** Signs in through the same door as the form; the cookie stays in the context the request belongs to. */
export async function signIn(request: APIRequestContext, { email, password }: Account): Promise<void> {
  const { csrfToken } = csrf.parse(await (await request.get("/api/auth/csrf")).json());
  const answer = await request.post("/api/auth/callback/credentials", {
    form: { csrfToken, email, password, json: "true" },
    headers: ownSite(),
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** A signed-in caller of the API without a browser. Dispose of it when done. */
export async function caller(account: Account): Promise<APIRequestContext> {
  const request = await requests.newContext({ baseURL: installation().baseUrl });
  await signIn(request, account);
  return request;
}

export type Wanted = { role?: Role; plan?: Plan; name?: string };

/** Makes somebody new by invitation, with a library and quota of their own. */
export async function invite({ role = "creator", plan = "studio", name }: Wanted = {}): Promise<Account> {
  const key = randomBytes(5).toString("hex");
  const account = {
    email: `person-${key}@example.org`,
    password: `password-${key}`,
    name: name ?? `Person ${key}`,
  };
  const admin = await caller(demo.admin);
  const { url } = await call(admin, "invitePerson", { email: account.email, role, plan });
  const token = new URL(url).pathname.split("/").at(-1) ?? "";
  await call(admin, "acceptInvitation", { token, name: account.name, password: account.password });
  await admin.dispose();
  return account;
}

/** The account's id, as the admins' list knows it. */
export async function personIdOf(admin: APIRequestContext, { email }: Account): Promise<string> {
  const { items } = await call(admin, "listPeople", { q: email });
  return z.string().parse(items.find((person) => person.email === email)?.id);
}

/** Signs a browser in without filling the form. */
export const enter = (context: BrowserContext, account: Account): Promise<void> =>
  signIn(context.request, account);
