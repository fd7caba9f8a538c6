"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { calendarCopy as copy } from "#components/copy/calendar.ts";
import { sentenceOf } from "#components/copy/errors.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { DeprecationView } from "#lib/contract/deprecation.ts";
import { useMoveRoutes } from "../use-routing.ts";

type MoveDialogProps = { item: DeprecationView | null; onClose: () => void };

/** Asks before a successor takes a model's place in every route, and says what came of it. */
export function MoveDialog({ item, onClose }: MoveDialogProps) {
  const move = useMoveRoutes();
  const router = useRouter();
  const successor = item?.successor?.name ?? "";
  const close = () => {
    move.reset();
    onClose();
  };
  const confirm = (id: string) =>
    move.mutate(id, {
      onSuccess: ({ version }) => {
        close();
        toast.success(copy.moved(successor, version), {
          action: { label: copy.look, onClick: () => router.push("/admin/routes") },
        });
      },
    });
  return (
    <ConfirmDialog
      open={item !== null}
      onOpenChange={(open) => !open && close()}
      title={copy.moveTitle(successor)}
      description={
        <>
          {item && copy.moveText(item.name, successor, item.routes.map((name) => `“${name}”`).join(", "))}
          {move.error && (
            <span role="alert" className="mt-2 block text-danger">
              {sentenceOf(move.error)}
            </span>
          )}
        </>
      }
      confirm={copy.moveConfirm}
      cancel={copy.keep}
      busy={move.isPending}
      onConfirm={() => item && confirm(item.model)}
    />
  );
}
