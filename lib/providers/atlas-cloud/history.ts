import { z } from "zod";
import { isMarked } from "../callback-mark.ts";
import type { VendorClient } from "../http.ts";
import { jobId } from "../job-id.ts";
import { readAnswer } from "../read-answer.ts";
import type { SubmitOutcome } from "../types.ts";
import { atlasCode } from "./errors.ts";

const pageSize = 50;
const pagesMax = 4;

const item = z.object({
  ID: z.union([z.string(), z.number()]).transform(String),
  requestBody: z.string().catch(""),
  result: z.object({ id: jobId }).optional().catch(undefined),
});
const historySchema = z.object({ code: atlasCode, data: z.object({ items: z.array(item) }) });

function webhookUrlIn(requestBody: string): string | undefined {
  try {
    return z.object({ webhook_url: z.string() }).safeParse(JSON.parse(requestBody)).data?.webhook_url;
  } catch {
    return undefined;
  }
}

/** Looks through the account's last 200 jobs for our mark in their callback; one sent without a callback is not found. */
export async function findByMark(ask: VendorClient, attemptId: string): Promise<SubmitOutcome | undefined> {
  for (let page = 1; page <= pagesMax; page += 1) {
    const query = { no: String(page), size: String(pageSize) };
    const answer = await ask("GET", "/api/v1/model/history", { query });
    const { items } = readAnswer("Atlas Cloud", answer, historySchema).data;
    const found = items.find(({ requestBody }) => isMarked(webhookUrlIn(requestBody), attemptId));
    if (found) return { kind: "accepted", operation: { predictionId: found.result?.id ?? found.ID } };
    if (items.length < pageSize) return undefined;
  }
  return undefined;
}
