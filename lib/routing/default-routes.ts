import { type RouteRule, routeRules } from "#lib/contract/route.ts";
import type { RouteTable } from "./plan-facts.ts";

const route = (name: string, models: string[], when: Partial<RouteRule> = {}): RouteRule => ({
  name,
  workflowType: null,
  useCase: null,
  tier: null,
  speed: null,
  ceilingMicrosMax: null,
  ...when,
  models,
});

/**
 * Version 0: the table the product comes with. The first row whose conditions hold decides. The embedded animatic stands
 * last in every row, so that a machine without keys still answers.
 */
export const defaultRoutes: RouteTable = {
  version: 0,
  rules: routeRules.parse([
    route(
      "As soon as possible",
      [
        "kling-3.0-turbo",
        "seedance-2.0-fast",
        "veo-3.1-lite",
        "gemini-omni-1.2",
        "veo-3.1-fast",
        "runway-gen4.5",
        "kling-2.5-turbo",
        "seevido",
        "animatic",
      ],
      { speed: "fast" },
    ),
    route(
      "Within forty cents",
      [
        "kling-2.5-turbo",
        "veo-3.1-lite",
        "kling-2.6",
        "seedance-1.5-pro",
        "gemini-omni-1.2",
        "replicate-seedance-1-pro",
        "seevido",
        "kling-3.0",
        "animatic",
      ],
      { ceilingMicrosMax: 400_000 },
    ),
    route(
      "Finals that tell a story",
      [
        "seedance-2.0",
        "kling-3.0",
        "atlas-kling-3.0-pro",
        "gemini-omni-1.2",
        "veo-3.1",
        "fal-veo-3.1",
        "seedance-2.5",
        "fal-kling-3.0-pro",
        "seevido",
        "animatic",
      ],
      { useCase: "narrative", tier: "final" },
    ),
    route(
      "Product shots",
      [
        "kling-3.0",
        "seedance-2.0",
        "atlas-kling-3.0-pro",
        "runway-gen4.5",
        "runway-gen4-turbo",
        "kling-2.6",
        "veo-3.1",
        "fal-kling-3.0-pro",
        "seevido",
        "animatic",
      ],
      { useCase: "product-shot" },
    ),
    route(
      "Drafts from an image",
      [
        "kling-2.5-turbo",
        "kling-3.0",
        "seedance-2.0-fast",
        "runway-gen4-turbo",
        "atlas-kling-3.0-pro",
        "gemini-omni-1.2",
        "replicate-seedance-1-pro",
        "fal-kling-3.0-pro",
        "seevido",
        "animatic",
      ],
      { workflowType: "image-to-video", tier: "draft" },
    ),
    route(
      "Drafts",
      [
        "kling-3.0",
        "seedance-2.0-fast",
        "gemini-omni-1.2",
        "veo-3.1-lite",
        "kling-2.5-turbo",
        "runway-gen4.5",
        "atlas-kling-3.0-pro",
        "replicate-seedance-1-pro",
        "fal-kling-3.0-pro",
        "seevido",
        "animatic",
      ],
      { tier: "draft" },
    ),
    route("Everything else", [
      "kling-3.0",
      "seedance-2.0",
      "gemini-omni-1.2",
      "veo-3.1-fast",
      "atlas-kling-3.0-pro",
      "atlas-seedance-2.0",
      "veo-3.1",
      "fal-kling-3.0-pro",
      "fal-veo-3.1",
      "replicate-seedance-1-pro",
      "seevido",
      "animatic",
    ]),
  ]),
};
