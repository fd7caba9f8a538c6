import type { Difference, UseCase } from "#lib/contract/plan.ts";

/** Words of a plan: which models a request goes to, and why. */
export const planCopy = {
  why: (name: string) => `Why ${name}?`,
  whyNone: "Why no model?",
  whyThis: "Why this model",
  order: "Tried in this order",
  leftOut: "Left out",
  leftOutCount: (count: number) => (count === 1 ? "1 other left out" : `${count} others left out`),
  chosen: "You chose the model yourself.",
  byRoute: (route: string) => `Decided by the route “${route}”.`,
  nothing: "No model of this installation can make this as it is asked.",
  unread: "The plan could not be read. It is read again with your next change.",
  version: (version: number) => `route table ${version}`,
  useCases: {
    "social-clip": "Social clip",
    "product-shot": "Product shot",
    narrative: "Narrative",
    explainer: "Explainer",
    ambient: "Ambient",
  } satisfies Record<UseCase, string>,
  anyUse: "Any use",
  fields: {
    duration: "length",
    audio: "sound",
    aspectRatio: "format",
    resolution: "picture",
    picture: "kind",
    price: "price",
  } satisfies Record<Difference["field"], string>,
  sound: { sound: "with sound", silent: "silent" } as Record<string, string>,
  differsSound: (given: string, asked: string) => `${given} instead of ${asked}`,
  differs: (field: string, given: string, asked: string) => `${field} ${given} instead of ${asked}`,
} as const;
