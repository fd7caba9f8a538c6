import { ApiError } from "#lib/http/client.ts";

/**
 * "There is none" as an answer: null instead of a refusal `not_found`; every other refusal is thrown on. An answer stays
 * on screen while it is asked for again, where a query that failed would first go back to loading.
 */
export async function nullWhenMissing<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (refusal) {
    if (refusal instanceof ApiError && refusal.problem.code === "not_found") return null;
    throw refusal;
  }
}
