import Link from "next/link";
import { idOf } from "#components/copy/format.ts";

/** What a run is about: videos are linked to their page. */
export function Subjects({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return <span className="text-muted">–</span>;
  return (
    <span className="flex flex-wrap gap-x-2">
      {ids.map((id) =>
        id.startsWith("vid_") ? (
          <Link key={id} href={`/videos/${id}`} title={id} className="rounded-tag underline">
            {idOf(id)}
          </Link>
        ) : (
          <span key={id} title={id} className="text-muted">
            {idOf(id)}
          </span>
        ),
      )}
    </span>
  );
}
