import { z } from "zod";
import { lookUp } from "../look-up.ts";
import { costOf } from "../micros.ts";
import type { Observation } from "../types.ts";
import { verdicts } from "../verdicts.ts";
import { endedVerdicts, interactionErrors, interactionFailure } from "./errors.ts";

const text = z.string().optional().catch(undefined);
const block = z.object({ type: text, uri: text, data: text, mime_type: text });
type Block = z.infer<typeof block>;

export const interactionSchema = z.object({
  status: z.string(),
  model: z.string().optional(),
  steps: z.array(z.object({ content: z.array(block).catch([]) })).catch([]),
  output_video: block.optional().catch(undefined),
  errors: interactionErrors,
  usage: z
    .object({
      total_output_tokens: z.int().min(0),
      output_tokens_by_modality: z
        .array(z.object({ modality: z.string(), tokens: z.int().min(0) }))
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});
export type Interaction = z.infer<typeof interactionSchema>;

/**
 * Micro-USD per output token. 17.50 USD per million for 1.1 (Google price page, read 2026-11-20); for 1.2 no token
 * price was published when this was written, so that the price table speaks for it.
 */
const microsPerOutputToken: Readonly<Record<string, number>> = { "gemini-omni-1.1-flash": 17.5 };

/** Micro-USD of an interaction’s output tokens; null where they were not counted or have no price. */
export function costMicros(model: string, usage: Interaction["usage"]): number | null {
  const price = lookUp(microsPerOutputToken, model);
  return price === undefined || !usage ? null : costOf(usage.total_output_tokens * price);
}

/** Micro-USD of the tokens of film alone, which is what an interaction without a film may still have cost. */
export function filmMicros(model: string, usage: Interaction["usage"]): number | null {
  const rows = usage?.output_tokens_by_modality ?? [];
  const film = rows.filter(({ modality }) => modality.toLowerCase() === "video");
  const tokens = film.reduce((sum, row) => sum + row.tokens, 0);
  return film.length === 0 ? null : costMicros(model, { total_output_tokens: tokens });
}

/** Either where the film lies, or the film itself. */
export type Film = { uri: string } | { dataUrl: string };

function filmOf({ steps, output_video: repeated }: Interaction): Film | undefined {
  const blocks: (Block | undefined)[] = [
    ...steps.flatMap(({ content }) => content).filter(({ type }) => type === "video"),
    repeated,
  ];
  for (const found of blocks.reverse()) {
    if (found?.uri) return { uri: found.uri };
    if (found?.data) return { dataUrl: `data:${found.mime_type ?? "video/mp4"};base64,${found.data}` };
  }
  return undefined;
}

/** What an interaction says; a film still has to be looked for. Completed without a film is how Omni refuses. Pure. */
export function readInteraction(interaction: Interaction): Observation | { kind: "filmed"; film: Film } {
  const { status, errors } = interaction;
  if (status === "completed") {
    const film = filmOf(interaction);
    if (film) return { kind: "filmed", film };
    const message = "Google’s safety rules refused this request: it finished without a video.";
    return { kind: "failed", failure: { ...verdicts.policy, message } };
  }
  if (status === "cancelled") return { kind: "canceled" };
  if (status === "failed") return { kind: "failed", failure: interactionFailure(errors) };
  const ended = lookUp(endedVerdicts, status);
  if (ended) {
    const { kind, code } = ended;
    return { kind: "failed", failure: { kind, code, message: `Google ended the job early (${status}).` } };
  }
  return { kind: "pending", progress: undefined, queuePosition: undefined };
}
