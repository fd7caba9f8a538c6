"use client";

import { useRef } from "react";
import { toast } from "sonner";
import { createCopy as copy } from "#components/copy/create.ts";
import { sentenceOf } from "#components/copy/errors.ts";
import { countOf, whenOf } from "#components/copy/format.ts";
import { type CreateRequest, useCreateVideo, useModels, useUsage } from "#components/studio/use-api.ts";
import { usePlan } from "#components/studio/use-plan.ts";
import { promptLengthMax } from "#lib/contract/prompt.ts";
import type { UsageView } from "#lib/contract/usage.ts";
import { type Draft, inputOf, planInputOf } from "./draft.ts";
import { type Judged, judgeModels, pickModel } from "./judge.ts";
import { modelNoteOf } from "./model-note.ts";
import { newKey } from "./new-key.ts";
import { optionsOf } from "./options.ts";
import { faultsOf } from "./refusals.ts";

/** The tightest of the day's and the month's room; undefined while unknown. */
function roomLeft(usage: UsageView | undefined) {
  const periods = usage?.quotas.filter(({ window }) => window !== "concurrent") ?? [];
  const rooms = periods.map((quota) => ({
    left: Math.max(0, quota.limit - quota.used),
    resetsAt: quota.resetsAt,
  }));
  return rooms.sort((one, other) => one.left - other.left)[0];
}

function promptReason(prompt: string): string | null {
  const length = prompt.trim().length;
  if (length === 0) return copy.reasonEmpty;
  return length > promptLengthMax ? copy.reasonLong(countOf(length - promptLengthMax)) : null;
}

function quotaReason(usage: UsageView | undefined): string | null {
  const room = roomLeft(usage);
  if (room?.left === 0) return copy.reasonQuota(room.resetsAt ? whenOf(room.resetsAt, Date.now()) : "—");
  const atOnce = usage?.quotas.find(({ window }) => window === "concurrent");
  return atOnce && atOnce.used >= atOnce.limit ? copy.reasonBusy(atOnce.limit) : null;
}

/** Why nobody would make it: the chosen model's first misfit, or an empty plan. */
function modelReason(value: Draft, judged: readonly Judged[], picked: Judged | undefined): string | null {
  if (picked) return null;
  const chosen = judged.find(({ model }) => model.id === value.model);
  const misfit = chosen?.model.available ? chosen.misfits[0] : undefined;
  return chosen && misfit ? copy.reasonMisfit(chosen.model.name, misfit.message) : copy.reasonModel;
}

/** Sends one order at a time; the same order after a lost answer keeps its key, so that it is made once. */
function useSending() {
  const create = useCreateVideo();
  const sent = useRef<{ body: string; key: string } | null>(null);
  const sending = useRef(false);
  const send = (input: CreateRequest["input"]) => {
    if (sending.current) return;
    sending.current = true;
    const body = JSON.stringify(input);
    const idempotencyKey = create.isError && sent.current?.body === body ? sent.current.key : newKey();
    sent.current = { body, key: idempotencyKey };
    const onSettled = () => {
      sending.current = false;
    };
    create.mutate({ input, idempotencyKey }, { onSuccess: () => toast.success(copy.started), onSettled });
  };
  return { create, send };
}

/** Everything the composer derives from its draft: who makes it, what is open, its price, why not, and the sending. */
export function useComposer(draft: Draft, uploading: boolean) {
  const models = useModels();
  const usage = useUsage();
  const { create, send } = useSending();
  const items = models.data?.items ?? [];
  const judged = judgeModels(draft, items);
  const { plan, error, current } = usePlan(planInputOf(draft, items), models.data !== undefined);
  const picked = pickModel(draft, judged, plan);
  const settled = draft.model === "auto" ? current && plan !== undefined : models.data !== undefined;

  const reason =
    promptReason(draft.prompt) ??
    (uploading ? copy.reasonUpload : null) ??
    (settled ? modelReason(draft, judged, picked) : null) ??
    quotaReason(usage.data);
  const faults = faultsOf(create.error);
  return {
    models: items,
    judged,
    plan,
    planFailed: error !== null,
    picked,
    options: optionsOf(draft, items, picked?.model),
    note: modelNoteOf(draft, items, Date.now()),
    priceMicros: draft.model === "auto" ? plan?.steps[0]?.priceMicros : (picked?.priceMicros ?? undefined),
    reason,
    faults,
    refusal: create.isError && !faults.prompt && !faults.image ? sentenceOf(create.error) : null,
    busy: create.isPending,
    left: roomLeft(usage.data)?.left,
    forget: create.reset,
    submit: () => {
      if (reason === null) send(inputOf(draft));
    },
  };
}
