"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { createCopy as copy } from "#components/copy/create.ts";
import { queryKeys } from "#components/live/query-keys.ts";
import type { ModelView } from "#lib/contract/model.ts";
import { ApiError, call } from "#lib/http/client.ts";
import { nearestRatio } from "#lib/models/format.ts";
import { type Draft, ratioOf } from "./draft.ts";
import { newKey } from "./new-key.ts";

const pollMs = 1_000;

/** The model that makes first frames here; undefined where none is connected. */
export const frameModelOf = (models: readonly ModelView[]): ModelView | undefined =>
  models.find(({ modes, available }) => available && modes.includes("text-to-image"));

type StillOrder = NonNullable<Draft["stillOrder"]>;

/** The answer never came, so the same order may be asked for again under its key. */
const wasLost = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.problem.code === "unavailable" || error.problem.status >= 500;

type Change = (part: Partial<Draft>) => void;

/** A first frame from order to picture. Its id lies in the draft, so that a reload loses neither it nor the money. */
export function useFirstFrame(value: Draft, models: readonly ModelView[], change: Change) {
  const client = useQueryClient();
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  const model = frameModelOf(models);
  const { stillId } = value;
  const query = useQuery({
    queryKey: queryKeys.still(stillId ?? ""),
    queryFn: ({ signal }) => call("getStill", { id: stillId ?? "" }, { signal }),
    enabled: stillId !== null,
    refetchInterval: ({ state }) => {
      const status = state.data?.status;
      return status === undefined || status === "queued" || status === "making" ? pollMs : false;
    },
  });
  const order = useMutation({
    mutationFn: ({ key, ...input }: StillOrder) => call("createStill", input, { idempotencyKey: key }),
    onSuccess: (still) => {
      client.setQueryData(queryKeys.still(still.id), still);
      latest.current({ stillId: still.id, stillOrder: null });
    },
    onError: (error) => {
      if (!wasLost(error)) latest.current({ stillOrder: null });
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.usage }),
  });
  const send = order.mutate;
  const open = value.stillOrder;
  const begun = useRef<string | null>(null);
  useEffect(() => {
    if (!open || begun.current === open.key) return;
    begun.current = open.key;
    send(open);
  }, [open, send]);
  const still = stillId === null ? undefined : query.data;

  useEffect(() => {
    if (still?.status !== "ready" || !still.asset) return;
    latest.current({ asset: still.asset, stillId: null });
    toast.success(copy.frameReady);
  }, [still]);
  const gone = query.error instanceof ApiError && query.error.problem.code === "not_found";
  useEffect(() => {
    if (gone) latest.current({ stillId: null });
  }, [gone]);

  const ratio = model && (nearestRatio(ratioOf(value), model.aspectRatios) ?? "16:9");
  return {
    /** False until the models are read. */
    known: models.length > 0,
    model,
    ratio,
    still,
    pending: stillId !== null && !still,
    text: value.stillPrompt ?? value.prompt,
    write: (stillPrompt: string) => {
      order.reset();
      change({ stillPrompt });
    },
    make: () => {
      const input = { prompt: value.stillPrompt ?? value.prompt, aspectRatio: ratio ?? "16:9" };
      const same = open?.prompt === input.prompt && open.aspectRatio === input.aspectRatio;
      if (open && same) send(open);
      else change({ stillOrder: { ...input, key: newKey() } });
    },
    busy: order.isPending,
    error: order.error,
    forget: () => {
      order.reset();
      change({ stillId: null, stillOrder: null });
    },
  };
}
export type FirstFrame = ReturnType<typeof useFirstFrame>;
