import { describe, expect, it } from "vitest";
import type { ModelCard } from "#lib/contract/model.ts";
import { cards } from "#lib/models/cards.ts";
import type { ModelRequest } from "#lib/models/fits-model.ts";
import { routeVideo } from "./route-video.ts";

const [known] = cards;
if (!known) throw new Error("there is no card");
const card = (id: string, change: Partial<ModelCard> = {}): ModelCard => ({ ...known, id, ...change });
const request: ModelRequest = {
  workflowType: "text-to-video",
  aspectRatio: "16:9",
  durationSeconds: 8,
  tier: "draft",
  promptLength: 40,
  hasNegativePrompt: false,
  sourceImages: 0,
};
const today = "2026-11-21";
const short = card("short", { durationSecondsMax: 5 });
const long = card("long");
const chosen = (choice: string, offered: ModelCard[]) => {
  const route = routeVideo(choice, request, offered, today);
  return route.kind === "unknown" ? route.kind : `${route.kind} ${route.card.id}`;
};

describe("the route of a request", () => {
  it("by itself goes to the first card that fits", () => {
    expect(chosen("auto", [short, long, card("third")])).toBe("chosen long");
  });

  it("goes nowhere else than to the card that was asked for, and says what does not fit", () => {
    expect(routeVideo("short", request, [short, long], today)).toMatchObject({
      kind: "misfit",
      card: { id: "short" },
      misfits: [{ path: "durationSeconds", fix: { durationSeconds: 5 } }],
    });
  });

  it("never goes to a card on or after its sunset", () => {
    expect(chosen("auto", [card("old", { sunsetAt: today }), long])).toBe("chosen long");
    expect(chosen("old", [card("old", { sunsetAt: today }), long])).toBe("unknown");
    expect(chosen("late", [card("late", { sunsetAt: "2026-11-22" })])).toBe("chosen late");
  });

  it("of an unknown name or without any card is unknown", () => {
    expect(chosen("nobody", [long])).toBe("unknown");
    expect(chosen("auto", [])).toBe("unknown");
  });
});
