import { describe, expect, it } from "vitest";
import { cards } from "#lib/models/cards.ts";
import { readVendorSettings } from "#lib/vendor-settings.ts";
import { vendorSetups } from "../vendor-setup.ts";
import type { GetBench } from "./suite.ts";
import { methods, type VendorCase } from "./vendor-case.ts";

export function capabilityCases(vendor: VendorCase, getBench: GetBench): void {
  describe("capabilities", () => {
    it("are the methods that are there", () => {
      const { usual } = getBench();
      expect(usual.name).toBe(vendor.name);
      expect(methods.filter((name) => usual[name] !== undefined)).toEqual(
        methods.filter((name) => vendor.methods.includes(name)),
      );
    });

    it("are what the cards and the list of vendors promise", () => {
      const { usual } = getBench();
      const own = cards.filter(({ provider, sunsetAt }) => provider === vendor.name && sunsetAt === null);
      expect(own.length).toBeGreaterThan(0);
      for (const card of own)
        expect(card, card.id).toMatchObject({
          webhook: usual.verifyWebhook !== undefined,
          cancel: usual.cancel !== undefined,
          progress: vendor.tells.progress === true,
          idempotentSubmit: vendor.name === "generic",
        });
      const setup = vendorSetups(readVendorSettings({})).find(({ name }) => name === vendor.name);
      expect(setup?.tellsCost).toBe(vendor.tells.cost);
    });

    it("tell whether the vendor is there, and never throw for it", async () => {
      const bench = getBench();
      expect(await bench.usual.reachable()).toBe(true);
      expect(await bench.provider({ origin: "http://127.0.0.1:9" }).reachable()).toBe(
        vendor.name === "google-veo",
      );
      const { faults } = bench.simulator;
      for (const door of ["status", "balance", "other"] as const)
        faults.place({ fault: "status", argument: "500", dialect: vendor.name, door });
      expect(await bench.provider().reachable()).toBe(false);
    });

    if (vendor.methods.includes("balance"))
      it("tell the money that is left, and nothing where the vendor does not", async () => {
        const bench = getBench();
        bench.simulator.ledger.setBalance(vendor.name, 12_600_000);
        expect((await bench.usual.balance?.())?.availableMicros).toBe(12_600_000);
        for (const fault of ["garbage", "html", "auth", "server"]) {
          bench.simulator.faults.place({ fault, dialect: vendor.name, door: "balance", times: 1 });
          await expect(bench.usual.balance?.()).rejects.toThrow();
        }
      });
  });
}
