"use client";

import { FailedPage } from "#components/shell/failed-page.tsx";

type PageErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function PageError({ error, reset }: PageErrorProps) {
  return <FailedPage digest={error.digest} onAgain={reset} />;
}
