import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#lib/context.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { videoIn } from "#lib/testing/videos.ts";
import { createMetricsDoor, isToken, whoScrapes } from "./metrics-door.ts";

const token = "a token for scrapers, longer than thirty-two characters";

describe("metrics", () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createBench();
  });
  afterAll(() => bench.close());

  async function scrape(headers: Record<string, string>, signedIn: Actor, known: string | undefined = token) {
    const door = createMetricsDoor({
      identify: (request) => whoScrapes(request, known, async () => signedIn),
      context: (actor) => bench.context(actor),
    });
    const request = new Request("http://127.0.0.1:3000/api/metrics", { headers });
    return door(request, { params: Promise.resolve({}) });
  }
  const nobody: Actor = { kind: "anonymous" };

  it("are for whoever knows the token, and for admins", async () => {
    const withToken = { authorization: `Bearer ${token.replaceAll(" ", "_")}` };
    expect((await scrape(withToken, nobody, token.replaceAll(" ", "_"))).status).toBe(200);
    expect((await scrape({}, await bench.person("admin"))).status).toBe(200);
  });

  it("are refused to everybody else, and to every token where none is set", async () => {
    expect((await scrape({}, nobody)).status).toBe(401);
    expect((await scrape({}, await bench.person("creator"))).status).toBe(403);
    const admin = await bench.person("admin");
    for (const authorization of ["Bearer wrong", "Bearer ", "Basic abc", ""])
      expect((await scrape({ authorization }, admin)).status).toBe(401);
    const request = new Request("http://127.0.0.1:3000/", { headers: { authorization: "Bearer undefined" } });
    expect(await whoScrapes(request, undefined, async () => admin)).toEqual(nobody);
    expect(isToken("", undefined)).toBe(false);
  });

  it("name every series once, with words of ours as labels", async () => {
    await videoIn(bench, await bench.person(), "processing");
    const text = await (await scrape({}, await bench.person("admin"))).text();
    expect(text).toContain('dailies_videos{status="processing"} 1\n');
    expect(text).toContain('dailies_invariant_violations{invariant="I14"} 0\n');
    expect(text).toContain('dailies_ledger_micros{account="reserved"} 0\n');
    expect(text).toMatch(/^dailies_decisions_open 0$/m);
    expect(text).toMatch(/^dailies_stuck_videos 0$/m);
    expect(text).toMatch(/^dailies_orphan_receipts 0$/m);
    expect(text).toMatch(/^dailies_duplicate_receipts_total 0$/m);
    for (const line of text.trimEnd().split("\n"))
      expect(line).toMatch(/^(# (HELP|TYPE) dailies_\w+ .+|dailies_\w+(\{\w+="[A-Za-z0-9_]+"\})? -?\d+)$/);
  });
});
