"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiError } from "#lib/http/client.ts";

const triesMax = 5;

/** Only what may pass next time is tried again: an answer of "no" stays one. */
function mayPassLater(failures: number, error: Error): boolean {
  if (error instanceof ApiError && error.problem.status < 500) return false;
  return failures < triesMax;
}

/** A session that ended elsewhere ends here too, with the next answer. */
function leaveWhenSignedOut(error: Error): void {
  if (!(error instanceof ApiError) || error.problem.code !== "not_signed_in") return;
  location.assign(`/sign-in?from=${encodeURIComponent(location.pathname + location.search)}`);
}

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
        mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
        defaultOptions: {
          queries: {
            staleTime: 15_000,
            retry: mayPassLater,
            retryDelay: (n) => Math.min(500 * 2 ** n, 8_000),
          },
          mutations: { retry: false },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
