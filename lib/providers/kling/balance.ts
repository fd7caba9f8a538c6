import { z } from "zod";
import type { VendorAnswer } from "../http.ts";
import { wholeMicros } from "../micros.ts";
import { readAnswer } from "../read-answer.ts";
import type { Balance } from "../types.ts";

const unitMicros = 140_000;

const packs = z.object({
  code: z.literal(0),
  data: z.object({
    resource_pack_subscribe_infos: z.array(
      z.object({ status: z.string(), remaining_quantity: z.coerce.number() }),
    ),
  }),
});

/** What is left in the packs that are in force, in micro-USD at USD 0.14 a unit; Kling's figures lag up to 12 hours. */
export function readPacks(answer: VendorAnswer): Balance {
  const { data } = readAnswer("Kling", answer, packs);
  const online = data.resource_pack_subscribe_infos.filter(({ status }) => status === "online");
  const units = online.reduce((sum, pack) => sum + pack.remaining_quantity, 0);
  return {
    availableMicros: wholeMicros(units * unitMicros),
    note: `${Math.round(units * 10) / 10} units in resource packs, up to 12 hours old`,
  };
}
