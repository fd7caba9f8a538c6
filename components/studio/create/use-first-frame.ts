"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { createCopy as copy } from "#components/copy/create.ts";
import { queryKeys } from "#components/live/query-keys.ts";
import type { ModelView } from "#lib/contract/model.ts";
import { ApiError, type ApiInput, call } from "#lib/http/client.ts";
import { nearestRatio } from "#lib/models/format.ts";
import { type Draft, ratioOf } from "./draft.ts";
import { newKey } from "./new-key.ts";

const pollMs = 1_000;

/** The model that makes first frames here; undefined where none is connected. */
export const frameModelOf = (models: readonly ModelView[]): ModelView | undefined =>
  models.find(({ modes, available }) => available && modes.includes("text-to-image"));

type Change = (part: Partial<Draft>) => void;

/** A first frame from order to picture. Its id lies in the draft, so that a reload loses neither it nor the money. */
export function useFirstFrame(value: Draft, models: readonly ModelView[], change: Change) {
  const client = useQueryClient();
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
  const sent = useRef<{ body: string; key: string } | null>(null);
  const order = useMutation({
    mutationFn: (input: ApiInput<"createStill">) => {
      const body = JSON.stringify(input);
      const key = sent.current?.body === body ? sent.current.key : newKey();
      sent.current = { body, key };
      return call("createStill", input, { idempotencyKey: key });
    },
    onSuccess: (still) => {
      sent.current = null;
      client.setQueryData(queryKeys.still(still.id), still);
      change({ stillId: still.id });
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.usage }),
  });
  const still = stillId === null ? undefined : query.data;

  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
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
    model,
    ratio,
    still,
    pending: stillId !== null && !still,
    text: value.stillPrompt ?? value.prompt,
    write: (stillPrompt: string) => {
      order.reset();
      change({ stillPrompt });
    },
    make: () => order.mutate({ prompt: value.stillPrompt ?? value.prompt, aspectRatio: ratio }),
    busy: order.isPending,
    error: order.error,
    forget: () => {
      order.reset();
      change({ stillId: null });
    },
  };
}
export type FirstFrame = ReturnType<typeof useFirstFrame>;
