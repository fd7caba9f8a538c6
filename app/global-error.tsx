"use client";

import { FailedPage } from "#components/shell/failed-page.tsx";
import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** Takes the whole document's place when the root layout itself failed, so it brings its own. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en" data-theme="system">
      <body>
        <FailedPage digest={error.digest} onAgain={reset} />
      </body>
    </html>
  );
}
