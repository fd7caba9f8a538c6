import type { z } from "zod";
import type { VendorAnswer } from "./http.ts";

/** The body of a proper answer to a question. Throws where the vendor did not answer properly: nothing is known then. */
export function readAnswer<T>(label: string, answer: VendorAnswer, body: z.ZodType<T>): T {
  if (answer.status < 200 || answer.status > 299)
    throw new Error(`${label} answered ${answer.status} to a question`);
  const parsed = body.safeParse(answer.json);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path }) => path.join(".") || "the body");
  throw new Error(`${label} answered with something else than expected: ${places.slice(0, 5).join(", ")}`);
}

/** Whether a vendor answers a question that costs nothing; silence is a no. */
export const isAnswered = (question: Promise<VendorAnswer>): Promise<boolean> =>
  question.then(
    ({ status }) => status === 200,
    () => false,
  );

/** Throws where a cancel was not taken; `over` are the statuses of a job that has ended or is not known. */
export function requireCanceled(label: string, { status }: VendorAnswer, over: readonly number[]): void {
  if ((status < 200 || status > 299) && !over.includes(status))
    throw new Error(`${label} answered ${status} to a cancel`);
}
