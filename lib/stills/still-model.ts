import type { Context } from "#lib/context.ts";
import type { ModelCard, PictureFormat } from "#lib/contract/model.ts";
import type { CreateStillInput } from "#lib/contract/still.ts";
import { cards } from "#lib/models/cards.ts";
import { isIntakeClosed } from "#lib/models/intake.ts";
import { Refusal } from "#lib/refusal.ts";

export type StillModel = { card: ModelCard; format: PictureFormat };

const notConnected = "First frames need a model of stills: set OPENAI_API_KEY to connect OpenAI.";

function formatOf(card: ModelCard, { aspectRatio }: CreateStillInput): PictureFormat | undefined {
  const resolution = card.tiers.draft ?? card.tiers.final;
  return card.formats.find(
    (format) => format.aspectRatio === aspectRatio && format.resolution === resolution,
  );
}

function misfitsOf(card: ModelCard, input: CreateStillInput): { path: string; message: string }[] {
  const { promptLengthMax } = card;
  return [
    ...(card.modes.includes("text-to-image")
      ? []
      : [{ path: "model", message: `${card.name} makes videos, not stills.` }]),
    ...(formatOf(card, input)
      ? []
      : [{ path: "aspectRatio", message: `${card.name} does not make ${input.aspectRatio}.` }]),
    ...(input.prompt.length <= promptLengthMax
      ? []
      : [{ path: "prompt", message: `${card.name} takes ${promptLengthMax} characters.` }]),
  ];
}

function chosenCard(model: string): ModelCard {
  const card = cards.find(({ id }) => id === model);
  if (card) return card;
  const message = `There is no model "${model}" here.`;
  throw new Refusal("invalid_input", message, { errors: [{ path: "model", message }] });
}

/** The connected model of stills that is first in the table and fits; throws `no_model` where there is none. */
function automaticCard(ctx: Context, input: CreateStillInput): ModelCard {
  const connected = cards.filter(
    (card) =>
      card.modes.includes("text-to-image") &&
      card.provider === ctx.parts.stills?.provider &&
      !isIntakeClosed(card, ctx.now()),
  );
  const [first] = connected;
  if (!first) throw new Refusal("no_model", notConnected);
  return connected.find((card) => misfitsOf(card, input).length === 0) ?? first;
}

/**
 * Which model makes a still, and in which native size. Throws `no_model` (none is connected), `model_retired`,
 * `model_misfit` with the fields, `invalid_input` for a name that is not known.
 */
export function chooseStillModel(ctx: Context, input: CreateStillInput): StillModel {
  const card = input.model === "auto" ? automaticCard(ctx, input) : chosenCard(input.model);
  if (isIntakeClosed(card, ctx.now()))
    throw new Refusal("model_retired", `${card.name} takes no new work.`, {
      errors: [{ path: "model", message: `${card.name} takes no new work.` }],
    });
  const errors = misfitsOf(card, input);
  const format = formatOf(card, input);
  if (errors.length > 0 || !format)
    throw new Refusal("model_misfit", `${card.name} cannot make this.`, { errors });
  if (card.provider !== ctx.parts.stills?.provider) throw new Refusal("no_model", notConnected);
  return { card, format };
}
