import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type VendorAnswer, VendorSilence } from "./http.ts";
import { quoteVendor } from "./quote.ts";
import { submitOnce, type Verdict } from "./submit-once.ts";

const prompt = "A paper boat crosses a puddle at dusk";
const now = new Date("2026-11-20T10:00:00Z");
const own = z.object({ error: z.string() });

const answerOf = (status: number, json: unknown, headers = {}): VendorAnswer => ({
  status,
  headers: new Headers(headers),
  text: JSON.stringify(json) ?? "",
  json,
});

const submit = (send: () => Promise<VendorAnswer>, verdict?: Verdict) =>
  submitOnce({
    label: "The vendor",
    prompt,
    now,
    send,
    accepted: z.object({ id: z.string() }),
    operationOf: ({ id }) => ({ taskId: id }),
    verdictOf: ({ json }) => {
      const said = own.safeParse(json).data?.error;
      return said !== undefined && verdict ? { ...verdict, said } : undefined;
    },
  });
const submitAnswer = (status: number, json: unknown, verdict?: Verdict, headers = {}) =>
  submit(async () => answerOf(status, json, headers), verdict);

const policy: Verdict = { kind: "policy", code: "provider_refused_policy" };
const busy: Verdict = { kind: "transient", code: "provider_unavailable" };

describe("a paid call", () => {
  it("is accepted only by a body that names the job", async () => {
    expect(await submitAnswer(202, { id: "7" })).toEqual({ kind: "accepted", operation: { taskId: "7" } });
    for (const body of [undefined, {}, { id: 7 }, "<html>", { error: "unheard of" }])
      expect(await submitAnswer(200, body)).toMatchObject({ failure: { kind: "ambiguous" } });
  });

  it("is refused by the vendor's own error, also where that comes with a 200", async () => {
    for (const status of [200, 400, 429, 503])
      expect(await submitAnswer(status, { error: "no" }, policy)).toEqual({
        kind: "refused",
        failure: { ...policy, message: "The vendor said: no" },
      });
  });

  it.each([
    [300, "unknown"],
    [302, "unknown"],
    [307, "unknown"],
    [400, "unknown"],
    [401, "auth"],
    [402, "quota"],
    [403, "auth"],
    [404, "unknown"],
    [408, "ambiguous"],
    [429, "transient"],
    [500, "ambiguous"],
    [502, "ambiguous"],
    [503, "ambiguous"],
    [504, "ambiguous"],
  ])("answered by a bare %i comes to %s", async (status, kind) => {
    expect(await submitAnswer(status, undefined)).toMatchObject({ kind: "refused", failure: { kind } });
  });

  it("obeys Retry-After before the wait that the vendor's text names", async () => {
    const verdict = { ...busy, retryAfterSeconds: 9 };
    const wait = async (headers: Record<string, string>) =>
      await submitAnswer(429, { error: "slow" }, verdict, headers);
    expect(await wait({})).toMatchObject({ failure: { retryAfterSeconds: 9 } });
    expect(await wait({ "retry-after": "3" })).toMatchObject({ failure: { retryAfterSeconds: 3 } });
    const date = "Fri, 20 Nov 2026 10:00:20 GMT";
    expect(await wait({ "retry-after": date })).toMatchObject({ failure: { retryAfterSeconds: 20 } });
  });

  it("that met silence is ambiguous, or transient where nothing was sent", async () => {
    const silent = (sent: boolean) =>
      submit(() => Promise.reject(new VendorSilence("lost", sent, undefined)));
    expect(await silent(true)).toMatchObject({ failure: { kind: "ambiguous" } });
    expect(await silent(false)).toMatchObject({ failure: { kind: "transient" } });
    await expect(submit(() => Promise.reject(new TypeError("a fault of ours")))).rejects.toThrow(TypeError);
  });

  it("is made once, whatever comes back", async () => {
    let calls = 0;
    await submit(async () => {
      calls += 1;
      return answerOf(429, { error: "slow" });
    }, busy);
    expect(calls).toBe(1);
  });
});

describe("a vendor's words", () => {
  it("are one short line", () => {
    expect(quoteVendor("V", " a\n\tb\u0000c ")).toBe("V said: a b c");
    expect(quoteVendor("V", "\u001b[2Ja\u202eb\u200bc\ud800")).toBe("V said: [2Ja b c");
    expect(quoteVendor("V", `${"x".repeat(198)}😀${"y".repeat(9)}`).isWellFormed()).toBe(true);
    expect(quoteVendor("V", "x".repeat(500))).toHaveLength("V said: ".length + 200);
  });

  it("are left out where they repeat the prompt in any case and spacing", async () => {
    const echoes = [
      `Bad prompt "${prompt}"`,
      `${prompt.toUpperCase()} is refused`,
      `in: A paper\nboat crosses a puddle`,
    ];
    for (const said of echoes) {
      expect(quoteVendor("V", said, prompt)).not.toMatch(/paper/i);
      const outcome = await submitAnswer(400, { error: said }, policy);
      expect(JSON.stringify(outcome)).not.toMatch(/paper/i);
    }
  });
});
