import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { type ProblemCode, problemTypes } from "#lib/contract/problem.ts";
import { ApiError } from "#lib/http/client.ts";
import { resync } from "./apply.ts";
import { nullWhenMissing } from "./null-when-missing.ts";

const refusal = (code: ProblemCode) =>
  new ApiError({ type: "", ...problemTypes[code], code, detail: "No.", requestId: "-" });

test("what is not there is known all the while it is read again", async () => {
  const client = new QueryClient();
  let asked = 0;
  const observer = new QueryObserver(client, {
    queryKey: ["missing"],
    queryFn: () => {
      asked += 1;
      return nullWhenMissing(Promise.reject(refusal("not_found")));
    },
  });
  const seen: unknown[] = [];
  const stop = observer.subscribe(({ data }) => seen.push(data));
  await expect.poll(() => observer.getCurrentResult().data).toBeNull();
  await resync(client);
  stop();
  expect(asked).toBe(2);
  expect(seen.slice(seen.indexOf(null))).not.toContain(undefined);
});

test("only what is not there is null: an answer stays itself, any other refusal a refusal", async () => {
  expect(await nullWhenMissing(Promise.resolve("there"))).toBe("there");
  const away = refusal("unavailable");
  await expect(nullWhenMissing(Promise.reject(away))).rejects.toBe(away);
  const broken = new Error("not_found");
  await expect(nullWhenMissing(Promise.reject(broken))).rejects.toBe(broken);
});
