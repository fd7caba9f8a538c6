import type { Plan } from "#lib/contract/plan.ts";
import type { RouteRule } from "#lib/contract/route.ts";
import { cardLike } from "#lib/models/testing/card.ts";
import type { PlanFacts } from "../plan-facts.ts";
import { planRoute } from "../plan-route.ts";
import type { RouteRequest } from "../route-request.ts";
import type { ModelHealth } from "../types.ts";

export const request: RouteRequest = {
  workflowType: "text-to-video",
  aspectRatio: "16:9",
  durationSeconds: 5,
  tier: "draft",
  promptLength: 40,
  hasNegativePrompt: false,
  hasSeed: false,
  audio: false,
  sourceImages: 0,
  model: "auto",
  useCase: null,
  speed: "any",
  fallbackAllowed: true,
  priceMaxMicros: null,
};
export const rule = (models: string[], change: Partial<RouteRule> = {}): RouteRule => ({
  name: "All",
  workflowType: null,
  useCase: null,
  tier: null,
  speed: null,
  ceilingMicrosMax: null,
  models,
  ...change,
});
export const well: ModelHealth = {
  breaker: "closed",
  balanceOut: false,
  p50Seconds: null,
  p95Seconds: null,
  failureRate: null,
  takes: 0,
};
export const perSecond = (micros: number) => [
  { per: "second" as const, resolution: null, audio: null, micros },
];
export const a = cardLike({ id: "a", provider: "one", prices: perSecond(100_000), fallbacks: ["b", "c"] });
export const b = cardLike({ id: "b", provider: "two", prices: perSecond(80_000) });
export const c = cardLike({ id: "c", provider: "three", prices: perSecond(120_000) });
export const board = cardLike({ id: "board", provider: "here", picture: "storyboard", prices: perSecond(0) });
export const facts: PlanFacts = {
  request,
  cards: [a, b, c, board],
  routes: { version: 7, rules: [rule(["a", "b", "c", "board"])] },
  health: new Map(),
  connected: new Set(["one", "two", "three", "here"]),
  now: new Date("2026-11-21T12:00:00Z"),
};
export const steps = ({ steps }: Plan): string => steps.map(({ model }) => model).join(" ");
export const plan = (change: Partial<PlanFacts>, wish: Partial<RouteRequest> = {}): Plan =>
  planRoute({ ...facts, ...change, request: { ...request, ...wish } });
export const whyNot = (made: Plan, model: string) =>
  made.exclusions.find((exclusion) => exclusion.model === model)?.code;
