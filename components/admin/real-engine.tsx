import { ExternalLink } from "lucide-react";
import { adminCopy } from "#components/copy/admin.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** A real Inngest server keeps its own runs; this says so and shows the way. */
export function RealEngine({ dashboardUrl }: { dashboardUrl: string | null }) {
  return (
    <EmptyState
      title={adminCopy.runsReal}
      action={
        dashboardUrl && (
          <Button asChild>
            <a href={dashboardUrl} rel="noreferrer" target="_blank">
              {adminCopy.openDashboard}
              <ExternalLink aria-hidden />
            </a>
          </Button>
        )
      }
    >
      {adminCopy.runsRealHint}
    </EmptyState>
  );
}
