"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { LiveVideoMessage } from "#lib/contract/live.ts";
import type { VideoView } from "#lib/contract/video.ts";
import { applyProgress, applyVideo, resync } from "./apply.ts";
import { type LiveMessage, listen } from "./connection.ts";
import { queryKeys } from "./query-keys.ts";

type Announce = (message: LiveVideoMessage, video: VideoView) => void;

const settleMs = 60;
const quietMs = 4_000;

/** Gathers the changes of one video that arrive together, so that it is read once. */
function gatherChanges(client: QueryClient, announce: Announce) {
  const waiting = new Map<string, LiveVideoMessage[]>();
  return (message: LiveVideoMessage) => {
    const gathered = waiting.get(message.videoId);
    if (gathered) {
      gathered.push(message);
      return;
    }
    waiting.set(message.videoId, [message]);
    setTimeout(async () => {
      const messages = waiting.get(message.videoId) ?? [];
      waiting.delete(message.videoId);
      const video = await applyVideo(client, message).catch(() => resync(client));
      void client.invalidateQueries({ queryKey: queryKeys.usage });
      void client.invalidateQueries({ queryKey: queryKeys.reviewQueue });
      void client.invalidateQueries({ queryKey: queryKeys.overview });
      if (video) for (const one of messages) announce(one, video);
    }, settleMs);
  };
}

/** Keeps the query cache true while the page is open. Answers false while the connection has been away for a while. */
export function useLive(userId: string, announce: Announce): boolean {
  const client = useQueryClient();
  const [connected, setConnected] = useState(true);
  const latest = useRef(announce);
  useEffect(() => {
    latest.current = announce;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = gatherChanges(client, (message, video) => latest.current(message, video));
    const tell = (message: LiveMessage) => {
      if (message.kind === "video") changed(message.message);
      if (message.kind === "progress") applyProgress(client, message.message);
      if (message.kind === "resync") void resync(client);
      if (message.kind !== "state") return;
      clearTimeout(timer);
      if (message.connected) setConnected(true);
      else timer = setTimeout(() => setConnected(false), quietMs);
    };
    const stop = listen(userId, tell);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, userId]);
  return connected;
}
