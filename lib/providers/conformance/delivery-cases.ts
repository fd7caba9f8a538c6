import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { probe } from "#lib/media/inspect/probe.ts";
import { isDataUrl, readDataUrl } from "#lib/media/outbound/data-url.ts";
import { download, downloadLimits } from "#lib/media/outbound/download.ts";
import { judgePlace, type Places } from "#lib/media/outbound/places.ts";
import { soundOf } from "#lib/models/price.ts";
import type { Observation, ProviderOutput } from "../types.ts";
import type { GetBench } from "./suite.ts";
import type { VendorCase } from "./vendor-case.ts";

function outputOf(seen: Observation | undefined): ProviderOutput {
  const [output] = seen?.kind === "succeeded" ? seen.outputs : [];
  if (!output) throw new Error(`no output: ${JSON.stringify(seen)}`);
  return output;
}

/** As the product copies it: only from the places that the adapter names. */
async function copy({ url, headers, bytesMax }: ProviderOutput, places: Places): Promise<Uint8Array> {
  if (isDataUrl(url)) return readDataUrl(url, bytesMax);
  const judge = (place: URL) => judgePlace(place, places);
  const limits = { ...downloadLimits, bytesMax };
  return buffer(Readable.from(download({ url: new URL(url), ownHeaders: headers, judge, limits })));
}

async function probed(bytes: Uint8Array) {
  const folder = await mkdtemp(join(tmpdir(), "dailies-conformance-"));
  try {
    const path = join(folder, "film.mp4");
    await writeFile(path, bytes);
    return await probe(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function deliveryCases(vendor: VendorCase, getBench: GetBench): void {
  describe("a take that is polled", () => {
    it("waits, is delivered as it was asked for, and costs what the vendor charged", async () => {
      const bench = getBench();
      const request = bench.request();
      const looks = await bench.follow(await bench.accepted(request));
      expect(looks[0]?.kind).toBe("pending");
      const seen = looks.at(-1);
      const { width, height } = request.format;
      expect(await probed(await copy(outputOf(seen), bench.usual))).toMatchObject({
        ok: true,
        video: {
          width,
          height,
          hasAudio: soundOf(request.card, request.audio),
          durationSeconds: expect.closeTo(request.durationSeconds, 0),
        },
      });
      const { tasks, chargedMicros } = bench.books();
      expect(tasks).toBe(1);
      expect(chargedMicros).toBeGreaterThan(0);
      expect(seen).toMatchObject({ costMicros: vendor.tells.cost ? chargedMicros : null });
    });

    it("tells its progress only ever upwards, where the vendor tells one", async () => {
      const bench = getBench();
      const { progress } = vendor.tells;
      const looks = await bench.follow(await bench.accepted(bench.request(progress ? "[[slow:0.5]]" : "")));
      const told = looks.flatMap((seen) =>
        seen.kind === "pending" && seen.progress !== undefined ? [seen.progress] : [],
      );
      if (!progress) return expect(told).toEqual([]);
      expect(new Set(told).size).toBeGreaterThan(2);
      expect(told).toEqual([...told].sort((one, other) => one - other));
      expect(Math.min(...told)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...told)).toBeLessThanOrEqual(1);
    });

    it("tells its place in the queue, where the vendor tells one", async () => {
      const bench = getBench();
      const places: (number | undefined)[] = [];
      const operations = [];
      for (let take = 0; take < 4; take += 1)
        operations.push(await bench.accepted(bench.request("[[slow:3]]")));
      for (const operation of operations) {
        const seen = await bench.usual.observe(operation);
        expect(seen.kind).toBe("pending");
        if (seen.kind === "pending") places.push(seen.queuePosition);
      }
      const known = places.filter((place) => place !== undefined);
      expect(known.length > 0).toBe(vendor.tells.queuePosition);
      expect(known).toEqual(known.map((_, index) => index + (known[0] ?? 0)));
    });

    if (vendor.output === "link")
      it("is read again where its link has run out, and then opens", async () => {
        const bench = getBench();
        const operation = await bench.accepted(bench.request("[[expire*1@output]]"));
        const first = outputOf(await bench.endOf(operation));
        await expect(copy(first, bench.usual)).rejects.toThrow("403");
        const again = outputOf(await bench.usual.observe(operation));
        expect((await copy(again, bench.usual)).length).toBeGreaterThan(1000);
      });
  });

  describe("a take that fails", () => {
    it.each([
      ["late-policy", "policy"],
      ["fail", "transient"],
    ])("by %s has failed as %s, and nothing is charged", async (fault, kind) => {
      const bench = getBench();
      const operation = await bench.accepted(bench.request(`[[${fault}]]`));
      const seen = await bench.endOf(operation);
      expect(seen).toMatchObject({ kind: "failed", failure: { kind } });
      expect(seen).not.toHaveProperty("failure.chargedMicros");
      expect(JSON.stringify(seen)).not.toContain("paper boat");
      expect(bench.books()).toMatchObject({ tasks: 1, chargedMicros: 0, heldMicros: 0 });
    });
  });
}
