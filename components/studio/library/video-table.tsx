"use client";

import Link from "next/link";
import { clockOf } from "#components/copy/format.ts";
import { libraryCopy as copy } from "#components/copy/library.ts";
import { videoCopy } from "#components/copy/video.ts";
import { artifactOf } from "#components/studio/artifacts.ts";
import { Still } from "#components/studio/still.tsx";
import { Ago } from "#components/ui/ago.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Cell, HeadCell, Row, Table } from "#components/ui/table.tsx";
import type { VideoSummaryView } from "#lib/contract/video.ts";

/** The library as rows, for reading many titles. */
export function VideoTable({ videos }: { videos: readonly VideoSummaryView[] }) {
  return (
    <Table label={copy.title}>
      <thead>
        <tr>
          <HeadCell>{copy.columnVideo}</HeadCell>
          <HeadCell>{copy.status}</HeadCell>
          <HeadCell className="max-tablet:hidden">{copy.model}</HeadCell>
          <HeadCell className="text-right max-tablet:hidden">{copy.columnLength}</HeadCell>
          <HeadCell className="text-right max-tablet:hidden">{copy.columnAge}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {videos.map((video) => {
          const poster = artifactOf(video, "poster");
          return (
            <Row key={video.id} className="relative hover:bg-hover">
              <Cell className="h-14 w-full max-w-0">
                <span className="flex items-center gap-3">
                  <span className="on-media relative aspect-video h-9 shrink-0 overflow-hidden rounded-badge bg-raised">
                    {poster && <Still picture={poster} />}
                  </span>
                  <Link
                    href={`/videos/${video.id}`}
                    className="truncate font-medium after:absolute after:inset-0"
                  >
                    {video.title ?? videoCopy.untitled}
                  </Link>
                </span>
              </Cell>
              <Cell>
                <StatusBadge status={video.status} progress={video.progress} compact />
              </Cell>
              <Cell className="whitespace-nowrap text-muted max-tablet:hidden">{video.modelName}</Cell>
              <Cell numeric className="max-tablet:hidden">
                {clockOf(video.parameters.durationSeconds)}
              </Cell>
              <Cell className="whitespace-nowrap text-right text-muted max-tablet:hidden">
                <Ago at={video.createdAt} />
              </Cell>
            </Row>
          );
        })}
      </tbody>
    </Table>
  );
}
