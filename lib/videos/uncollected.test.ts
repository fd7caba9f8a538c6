import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { and, eq, isNull } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attemptFindings, attempts, decisions } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import { armFailpoints } from "#lib/failpoint.ts";
import { createDiskStorage } from "#lib/media/storage/disk.ts";
import { dollars } from "#lib/models/price.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import type { Observation } from "#lib/providers/types.ts";
import { makeFilm } from "#lib/render/film.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { createTestProvider } from "#lib/testing/provider.ts";
import { startVendorServer } from "#lib/testing/vendor-server.ts";
import { request, videoRow } from "#lib/testing/videos.ts";
import { collectArtifacts } from "./collect-artifacts.ts";
import { createVideo } from "./create-video.ts";
import { submitVideo } from "./submit-video.ts";
import { takeFileKey } from "./take-files.ts";
import { afterUncopied } from "./uncollected.ts";

async function smallFilm(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "dailies-film-"));
  const path = join(folder, "film.mp4");
  const scene = { prompt: "sea at noon", width: 192, height: 108, durationSeconds: 1, fps: 24, seed: 1 };
  await makeFilm(
    { ...scene, path, encoder: "auto" },
    { onProgress: () => undefined, onFallback: () => undefined },
  );
  const film = readFileSync(path);
  rmSync(folder, { recursive: true });
  return film;
}

describe("an output that cannot simply be copied", () => {
  let bench: TestBench;
  let owner: User;
  let attemptId: string;
  let film: Buffer;
  let answer: () => Promise<Observation>;
  const observe = () => answer();
  const kling = createTestProvider("kling", { observe });
  const animatic = createTestProvider("animatic", { observe });
  const parts = { providers: createRegistry([kling, animatic]) };
  const system = () => bench.context(worker, parts);
  const collect = () => collectArtifacts(system(), { attemptId });

  async function begin(model: string): Promise<void> {
    const { id: videoId } = await createVideo(bench.context(owner, parts), request({ model }));
    const submitted = await submitVideo(system(), { videoId, round: 1 });
    if (submitted.kind !== "accepted") throw new Error("it was not accepted");
    ({ attemptId } = submitted);
  }

  beforeAll(async () => {
    bench = await createBench();
    owner = await bench.person("creator", "unlimited");
    film = await smallFilm();
  });
  beforeEach(async () => {
    await bench.connection.sql`truncate videos, vendor_gates cascade`;
    kling.outputHosts = [];
    await begin("kling-3.0");
  });
  afterEach(() => armFailpoints(undefined));
  afterAll(() => bench.close());

  const deliver = (url: string): (() => Promise<Observation>) => {
    const output = { url, headers: {}, bytesMax: 1_000_000 };
    return async () => ({ kind: "succeeded", outputs: [output], costMicros: 70_000 });
  };
  const findings = () =>
    bench.db
      .select({ kind: attemptFindings.kind, cause: attemptFindings.cause, detail: attemptFindings.detail })
      .from(attemptFindings)
      .where(eq(attemptFindings.attemptId, attemptId));
  const openDecisions = () =>
    bench.db
      .select({ reason: decisions.reason })
      .from(decisions)
      .where(and(eq(decisions.attemptId, attemptId), isNull(decisions.decidedAt)));

  it("puts what is no clip aside, with the reason, and never asks for it again", async () => {
    const page = "<!doctype html><html>Sign in</html>";
    answer = deliver(`data:video/mp4,${encodeURIComponent(page)}`);
    expect(await collect()).toMatchObject({ kind: "failed", failure: { code: "output_quarantined" } });
    const [found] = await findings();
    expect(found).toMatchObject({ kind: "quarantined", detail: expect.stringContaining("a web page") });
    const [key] = /quarantine\/att_\w+\/[0-9a-f]{16}/.exec(found?.detail ?? "") ?? [];
    expect(await text(await createDiskStorage({ root: bench.mediaRoot }).read(key ?? ""))).toBe(page);
    const [row] = await bench.db.select().from(attempts).where(eq(attempts.id, attemptId));
    const taken = takeFileKey({ id: attemptId, videoId: row?.videoId ?? "" }, "video");
    expect(await createDiskStorage({ root: bench.mediaRoot }).stat(taken)).toBeUndefined();
  });

  it.each([
    ["https://elsewhere.example.com/secret-path?key=1", "elsewhere.example.com"],
    ["http://169.254.169.254/latest/meta-data/", "169.254.169.254"],
    ["file:///etc/hostname", "no host"],
  ])("keeps a paid clip at a place that is not read for an admin: %s", async (url, host) => {
    answer = deliver(url);
    expect(await collect()).toEqual({ kind: "over" });
    expect(await collect(), "asked again").toEqual({ kind: "over" });
    expect(await findings()).toEqual([
      { kind: "output_refused", cause: expect.stringContaining(host), detail: expect.stringContaining(host) },
    ]);
    expect(JSON.stringify(await findings())).not.toContain("secret-path");
    expect(await openDecisions()).toEqual([{ reason: "output_refused" }]);
    const [row] = await bench.db.select().from(attempts).where(eq(attempts.id, attemptId));
    expect(row).toMatchObject({ state: "accepted", costMicros: 0 });
    expect(await videoRow(bench, row?.videoId ?? "")).toMatchObject({
      status: "processing",
      waitingFor: "decision",
    });
  });

  it("collects it once the place is allowed, and nobody has to decide any more", async () => {
    const store = await startVendorServer((_, response) => response.end(film));
    answer = deliver(`${store.origin}/clip`);
    expect(await collect()).toEqual({ kind: "over" });
    kling.outputHosts = [store.origin];
    expect(await collect()).toEqual({ kind: "collected" });
    expect(await openDecisions()).toEqual([]);
    const [row] = await bench.db.select().from(attempts).where(eq(attempts.id, attemptId));
    expect(row).toMatchObject({ state: "succeeded", costMicros: 70_000 });
    expect((await findings()).map(({ kind }) => kind)).not.toContain("dearer");
    expect(await videoRow(bench, row?.videoId ?? "")).toMatchObject({
      status: "completed",
      waitingFor: null,
    });
    await store.close();
  });

  it("says so where the vendor took more for it than its price", async () => {
    const [{ priceMicros } = { priceMicros: 0 }] = await bench.db.select().from(attempts);
    const url = `data:video/mp4;base64,${film.toString("base64")}`;
    const outputs = [{ url, headers: {}, bytesMax: 1_000_000 }];
    answer = async () => ({ kind: "succeeded", outputs, costMicros: priceMicros + 10_000 });
    expect(await collect()).toEqual({ kind: "collected" });
    const detail = `The vendor took ${dollars(priceMicros + 10_000)}, more than the price of ${dollars(priceMicros)} that it was begun at.`;
    expect(await findings()).toMatchObject([{ kind: "dearer", detail }]);
  });

  it("fails a free take whose clip lies at a place that is not read", async () => {
    await begin("animatic");
    answer = deliver("https://elsewhere.example.com/clip");
    expect(await collect()).toMatchObject({ kind: "failed", failure: { code: "output_refused" } });
    expect(await openDecisions()).toEqual([]);
  });

  it("asks the vendor for a fresh link where the first one ran out", async () => {
    const store = await startVendorServer(({ path }, response) => {
      if (path === "/2") response.end(film);
      else response.writeHead(403).end("expired");
    });
    kling.outputHosts = [store.origin];
    let links = 0;
    answer = () => deliver(`${store.origin}/${links++}`)();
    expect(await collect()).toEqual({ kind: "collected" });
    expect((await findings()).map(({ kind }) => kind)).toEqual(["link_refreshed", "link_refreshed"]);
    await store.close();
  });

  it("asks twice at most, at once, and then says that the clip is missing", async () => {
    const store = await startVendorServer((_, response) => response.writeHead(404).end());
    kling.outputHosts = [store.origin];
    answer = deliver(`${store.origin}/gone`);
    expect(await collect()).toMatchObject({ kind: "failed", failure: { code: "output_missing" } });
    expect(store.heard).toHaveLength(3);
    await store.close();
  });

  it("is tried again where the place of the clip does not answer, until the video's deadline", async () => {
    const store = await startVendorServer((_, response) => response.writeHead(503).end());
    kling.outputHosts = [store.origin];
    answer = deliver(`${store.origin}/clip`);
    for (const _ of ["at first", "again"]) await expect(collect()).rejects.toThrow("503");
    expect(await findings()).toMatchObject([{ kind: "uncopied" }]);
    const [row] = await bench.db.select().from(attempts).where(eq(attempts.id, attemptId));
    expect(await videoRow(bench, row?.videoId ?? "")).toMatchObject({ waitingFor: "copy" });
    expect(await afterUncopied(system(), { attemptId })).toEqual({ kind: "pending" });
    const days = new Date(Date.now() + 7 * 86_400_000);
    expect(
      await afterUncopied(
        bench.context(worker, parts, () => days),
        { attemptId },
      ),
    ).toMatchObject({
      kind: "failed",
      failure: { code: "output_missing" },
    });
    await store.close();
  });

  it.each(["collect.downloaded", "collect.inspected"] as const)(
    "goes on after a crash at %s, without downloading again",
    async (place) => {
      const store = await startVendorServer((_, response) => response.end(film));
      kling.outputHosts = [store.origin];
      answer = deliver(`${store.origin}/clip`);
      armFailpoints(async (name) => {
        if (name === place) throw new Error("crashed");
      });
      await expect(collect()).rejects.toThrow("crashed");
      armFailpoints(undefined);
      expect(await collect()).toEqual({ kind: "collected" });
      expect(store.heard).toHaveLength(1);
      await store.close();
    },
  );

  it("is over after a crash behind its end", async () => {
    const store = await startVendorServer((_, response) => response.end(film));
    kling.outputHosts = [store.origin];
    answer = deliver(`${store.origin}/clip`);
    armFailpoints(async (name) => {
      if (name === "collect.finished") throw new Error("crashed");
    });
    await expect(collect()).rejects.toThrow("crashed");
    armFailpoints(undefined);
    expect(await collect()).toEqual({ kind: "over" });
    await store.close();
  });
});
