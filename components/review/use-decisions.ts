"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { queryKeys } from "#components/live/query-keys.ts";
import { ApiError, call } from "#lib/http/client.ts";
import { createDecisions, type DecisionEntry, type Decisions, type SendDecision } from "./decisions.ts";

const none: readonly DecisionEntry[] = [];

type Sent = (videoId: string) => void;

/** A repeated send that finds one's own decision has arrived the first time. */
function isOwnEcho(refusal: ApiError, again: boolean, name: string): boolean {
  return again && refusal.problem.code === "already_decided" && refusal.problem.decidedBy?.name === name;
}

/** The desk of this visit; what is held is sent when the page or the room is left. */
export function useDecisions(reviewerName: string, onSent: Sent) {
  const client = useQueryClient();
  const latest = useRef({ reviewerName, onSent });
  useEffect(() => {
    latest.current = { reviewerName, onSent };
  });
  const [decisions] = useState<Decisions>(() => {
    const send: SendDecision = async ({ videoId, decision, reasons, note, artifactSha256 }, options) => {
      const body = { id: videoId, decision, reasons: [...reasons], artifactSha256, ...(note && { note }) };
      try {
        const video = await call("decideReview", body, { keepalive: options.keepalive });
        client.setQueryData(queryKeys.video(videoId), video);
      } catch (refusal) {
        if (!(refusal instanceof ApiError)) throw refusal;
        if (!isOwnEcho(refusal, options.again, latest.current.reviewerName)) {
          void client.invalidateQueries({ queryKey: queryKeys.reviewQueue });
          const kind = refusal.problem.status >= 500 ? "unanswered" : "refused";
          return { kind, problem: refusal.problem };
        }
      }
      latest.current.onSent(videoId);
      return { kind: "sent" };
    };
    return createDecisions(send);
  });
  useEffect(() => {
    const leave = () => decisions.leave();
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      leave();
    };
  }, [decisions]);
  const entries = useSyncExternalStore(decisions.subscribe, decisions.entries, () => none);
  return { decisions, entries };
}
