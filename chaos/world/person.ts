import type { Database } from "#db/client.ts";
import { quotaOverrides, users } from "#db/schema/index.ts";
import type { Plan, Role } from "#lib/contract/role.ts";
import type { CreateVideoInput } from "#lib/contract/video.ts";
import { newId } from "#lib/ids.ts";
import { personHeader } from "./doors-header.ts";

export type Answered = { status: number; body: unknown };

/** Somebody who uses the product through its API. */
export type Person = {
  id: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** Asks for a video and returns its id; any answer but 202 is thrown. */
  create(input: Partial<CreateVideoInput> & { prompt: string }, idempotencyKey?: string): Promise<string>;
};

const videosMax = 100_000;

async function store(db: Database, role: Role, plan: Plan): Promise<string> {
  const id = newId("user");
  await db
    .insert(users)
    .values({ id, email: `${id}@example.com`, name: `Person ${id.slice(-4)}`, role, plan });
  await db.insert(quotaOverrides).values({ userId: id, window: "concurrent", videosMax, setBy: id });
  return id;
}

const acceptedId = (body: unknown): string | undefined =>
  typeof body === "object" && body !== null && "id" in body && typeof body.id === "string"
    ? body.id
    : undefined;

/** Signs somebody up straight in the database, without a limit on videos at once. */
export async function signUp(
  db: Database,
  appUrl: string,
  role: Role = "creator",
  plan: Plan = "unlimited",
): Promise<Person> {
  const id = await store(db, role, plan);
  const call: Person["call"] = async (method, path, body, headers = {}) => {
    const response = await fetch(new URL(path, appUrl), {
      method,
      headers: { "content-type": "application/json", origin: appUrl, [personHeader]: id, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  };
  return {
    id,
    call,
    async create(input, idempotencyKey) {
      const key: Record<string, string> = idempotencyKey ? { "idempotency-key": idempotencyKey } : {};
      const answered = await call("POST", "/api/v1/videos", input, key);
      const made = acceptedId(answered.body);
      if (answered.status !== 202 || !made)
        throw new Error(`not accepted: ${answered.status} ${JSON.stringify(answered.body)}`);
      return made;
    },
  };
}
