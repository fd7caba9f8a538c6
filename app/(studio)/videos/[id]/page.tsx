import type { Metadata } from "next";
import { VideoPage } from "#components/studio/video/video-page.tsx";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Video" };

export default async function Page({ params }: Props) {
  return <VideoPage id={(await params).id} />;
}
