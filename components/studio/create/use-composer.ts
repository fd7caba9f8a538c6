"use client";

import { useRef } from "react";
import { toast } from "sonner";
import { createCopy as copy } from "#components/copy/create.ts";
import { fieldErrorOf, sentenceOf } from "#components/copy/errors.ts";
import { countOf, whenOf } from "#components/copy/format.ts";
import { type CreateRequest, useCreateVideo, useModels, useUsage } from "#components/studio/use-api.ts";
import { promptLengthMax } from "#lib/contract/prompt.ts";
import type { UsageView } from "#lib/contract/usage.ts";
import { type Draft, inputOf, judgeModels, pickModel } from "./draft.ts";

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

function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
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

/** Everything the composer derives from its draft: who can make it, its price, why not, and the sending. */
export function useComposer(draft: Draft, uploading: boolean) {
  const models = useModels();
  const usage = useUsage();
  const { create, send } = useSending();
  const judged = judgeModels(draft, models.data?.items ?? []);
  const picked = pickModel(draft, judged);

  const reason =
    promptReason(draft.prompt) ??
    (uploading ? copy.reasonUpload : null) ??
    (models.data && !picked ? copy.reasonModel : null) ??
    quotaReason(usage.data);

  const submit = () => {
    if (reason === null) send(inputOf(draft));
  };

  const faults = {
    prompt: fieldErrorOf(create.error, "prompt"),
    image: fieldErrorOf(create.error, "sourceAssetIds"),
  };
  const refusal = create.isError && !faults.prompt && !faults.image ? sentenceOf(create.error) : null;
  return {
    judged,
    picked,
    reason,
    refusal,
    faults,
    busy: create.isPending,
    left: roomLeft(usage.data)?.left,
    createdId: create.data?.id,
    forget: create.reset,
    submit,
  };
}
