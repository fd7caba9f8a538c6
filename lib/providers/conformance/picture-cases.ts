import { describe, expect, it } from "vitest";
import { realPicture } from "#lib/testing/picture.ts";
import { startVendorServer } from "#lib/testing/vendor-server.ts";
import type { SourceImage } from "../types.ts";
import type { GetBench } from "./suite.ts";
import type { VendorCase } from "./vendor-case.ts";

const address = "https://pictures.example.com/mug.png?signature=abc";

const forbidden = (): never => {
  throw new Error("the picture was read though the vendor fetches it");
};

export function pictureCases(vendor: VendorCase, getBench: GetBench): void {
  describe("a take with a first frame", () => {
    it("names the picture's address, or carries the picture itself", async () => {
      const bench = getBench();
      const server = await startVendorServer((_, response) => response.writeHead(503).end());
      const real = await realPicture(0);
      const read = vendor.picture === "address" ? forbidden : real.read;
      const source: SourceImage = { ...real, url: address, read };
      await bench.provider({ origin: server.origin }).submit(bench.request("", { sources: [source] }));
      await server.close();
      const sent = server.heard.map(({ body }) => body);
      const inline = Buffer.from(await real.read()).toString("base64");
      expect(sent).toHaveLength(1);
      expect(sent[0]?.includes(JSON.stringify(address))).toBe(vendor.picture === "address");
      expect(sent[0]?.includes(inline)).toBe(vendor.picture === "inline");
    });

    it("carries or uploads a picture that only we can read", async () => {
      const bench = getBench();
      const sizes = vendor.uploadsAbove === undefined ? [0] : [0, vendor.uploadsAbove + 1];
      for (const bytes of sizes) {
        const source = await realPicture(bytes);
        const outcome = await bench.submit(
          bench.request("", { sources: [source] }),
          bench.usual,
          vendor.needsAddress ? 0 : 1,
        );
        expect(outcome.kind).toBe(vendor.needsAddress ? "refused" : "accepted");
      }
      const uploads = await bench.requestsAt("upload");
      expect(uploads > 0).toBe(vendor.uploadsAbove !== undefined);
    });

    if (vendor.uploadsAbove !== undefined)
      it.each(["status:500", "garbage", "auth", "reset-after-accept"])(
        "is not paid for when its upload meets %s",
        async (fault) => {
          const bench = getBench();
          const [name = "", argument] = fault.split(":");
          const place = { fault: name, dialect: vendor.name, door: "upload" as const };
          bench.simulator.faults.place({ ...place, ...(argument !== undefined && { argument }) });
          const sources = [await realPicture((vendor.uploadsAbove ?? 0) + 1)];
          const outcome = await bench.submit(bench.request("", { sources }), bench.usual, 0);
          expect(outcome).toMatchObject({ kind: "refused", failure: { kind: "transient" } });
          expect(bench.books().tasks).toBe(0);
        },
      );
  });
}
