import { cardOf } from "#lib/models/cards.ts";
import type { SourceImage, SubmitRequest } from "#lib/providers/types.ts";

/** A picture of `bytes` zeros, with an address only where one is given. */
export const sourceImage = (bytes: number, url?: string): SourceImage => ({
  mimeType: "image/png",
  bytes,
  url,
  read: async () => new Uint8Array(bytes),
});

/** A submission of one model's first format and first duration. */
export function submitRequest(model: string, changes: Partial<SubmitRequest> = {}): SubmitRequest {
  const card = cardOf(model);
  const [format] = card?.formats ?? [];
  if (!card || !format) throw new Error(`there is no model ${model}`);
  return {
    attemptId: "att_01K00000000000000000000000",
    card,
    workflowType: changes.sources?.length ? "image-to-video" : "text-to-video",
    prompt: "A paper boat crosses a puddle at dusk",
    negativePrompt: undefined,
    format,
    durationSeconds: card.durations[0] ?? 5,
    seed: undefined,
    audio: false,
    sources: [],
    callbackUrl: undefined,
    ...changes,
  };
}
