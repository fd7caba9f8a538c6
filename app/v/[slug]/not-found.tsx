import type { Metadata } from "next";
import Link from "next/link";
import { publicCopy } from "#components/copy/public.ts";
import { PublicFrame } from "#components/public/public-frame.tsx";
import { Button } from "#components/ui/button.tsx";
import { PencilCross } from "#components/ui/pencil-cross.tsx";

export const metadata: Metadata = { title: publicCopy.goneTitle, robots: { index: false } };

export default function PublishedVideoGone() {
  return (
    <PublicFrame>
      <div className="grid grow place-content-center justify-items-center gap-6 px-4 py-24 text-center">
        <PencilCross className="h-12 w-15" />
        <div className="grid max-w-100 gap-2">
          <h1 className="text-title">{publicCopy.goneTitle}</h1>
          <p className="text-muted">{publicCopy.gone}</p>
        </div>
        <Button asChild>
          <Link href="/">{publicCopy.toStart}</Link>
        </Button>
      </div>
    </PublicFrame>
  );
}
