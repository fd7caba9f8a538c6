"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiError } from "#lib/http/client.ts";

const triesMax = 5;

/** Only what may pass next time is tried again: an answer of "no" stays one. */
function mayPassLater(failures: number, error: Error): boolean {
  if (error instanceof ApiError && error.problem.status < 500) return false;
  return failures < triesMax;
}

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
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
