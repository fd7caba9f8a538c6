import { describe, expect, it } from "vitest";
import { workflowTypes } from "#lib/contract/model.ts";
import { planVideoInput, speeds, useCases } from "#lib/contract/plan.ts";
import { tiers } from "#lib/contract/platform.ts";
import { cardOf, cards } from "#lib/models/cards.ts";
import { defaultRoutes } from "./default-routes.ts";
import { planRoute } from "./plan-route.ts";
import { type RouteRequest, routeRequestOf } from "./route-request.ts";

const requests: RouteRequest[] = workflowTypes.flatMap((workflowType) =>
  tiers.flatMap((tier) =>
    speeds.flatMap((speed) =>
      [undefined, ...useCases].map((useCase) =>
        routeRequestOf(
          planVideoInput.parse({
            workflowType,
            tier,
            speed,
            useCase,
            sourceImages: workflowType === "image-to-video" ? 1 : 0,
          }),
        ),
      ),
    ),
  ),
);
const now = new Date("2026-11-21T12:00:00Z");
const firstOf = (request: RouteRequest, connected: string[]) =>
  planRoute({
    request,
    cards,
    routes: defaultRoutes,
    health: new Map(),
    connected: new Set(["animatic", ...connected]),
    now,
  }).steps[0];

describe("the routes that the product comes with", () => {
  it("name only models that exist and last, the animatic last in every row", () => {
    for (const { name, models } of defaultRoutes.rules) {
      expect(models.at(-1), name).toBe("animatic");
      for (const id of models) expect(cardOf(id)?.sunsetAt, `${name}: ${id}`).toBeNull();
      expect(new Set(models).size, name).toBe(models.length);
    }
  });

  it("give the animatic on a machine without keys, whatever is asked", () => {
    for (const request of requests) expect(firstOf(request, [])?.model).toBe("animatic");
    const cheap = routeRequestOf(planVideoInput.parse({ priceMaxMicros: 0, platform: "cinema" }));
    expect(firstOf(cheap, [])?.model).toBe("animatic");
  });

  it.each(["kling", "seedance", "google-omni", "google-veo", "atlas-cloud", "fal", "replicate", "generic"])(
    "give footage of %s where it alone is connected, for every use, speed and tier",
    (provider) => {
      const lengths = provider === "google-veo" ? 8 : 5;
      for (const request of requests) {
        const step = firstOf({ ...request, durationSeconds: lengths }, [provider]);
        expect(step && cardOf(step.model)?.provider, JSON.stringify(request)).toBe(provider);
      }
    },
  );

  it("give Runway's 720p for drafts, and for a final nothing worse than a final", () => {
    for (const request of requests) {
      const step = firstOf(request, ["runway"]);
      expect(step && cardOf(step.model)?.provider, JSON.stringify(request)).toBe(
        request.tier === "draft" ? "runway" : undefined,
      );
    }
  });

  it("have a fallback at another vendor for every use once several are connected", () => {
    const connected = new Set(["animatic", "kling", "seedance", "google-omni", "atlas-cloud", "replicate"]);
    for (const request of requests) {
      const { steps } = planRoute({
        request,
        cards,
        routes: defaultRoutes,
        health: new Map(),
        connected,
        now,
      });
      const vendors = new Set(steps.map(({ model }) => cardOf(model)?.provider));
      expect(vendors.size, JSON.stringify(request)).toBeGreaterThan(1);
    }
  });
});
