import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { publicCopy } from "#components/copy/public.ts";
import { PublicVideo } from "#components/public/public-video.tsx";
import type { PublishedVideoView } from "#lib/contract/publication.ts";
import { newId } from "#lib/ids.ts";
import { Refusal } from "#lib/refusal.ts";
import { getPublishedVideo } from "#lib/review/get-published-video.ts";
import { requestContext } from "#lib/services.ts";

type Props = { params: Promise<{ slug: string }> };

const anonymous = () => requestContext({ kind: "anonymous" }, newId("request"));

const published = cache(async (slug: string): Promise<PublishedVideoView> => {
  try {
    return await getPublishedVideo(anonymous(), { slug });
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code === "not_found") notFound();
    throw refusal;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const video = await published((await params).slug);
  const { title, width, height } = video;
  const description = publicCopy.description(title, video.creatorName);
  const base = new URL(anonymous().parts.appUrl);
  const images = [{ url: video.posterUrl, width, height, alt: title }];
  const videos = [{ url: new URL(video.videoUrl, base), width, height, type: "video/mp4" }];
  return {
    metadataBase: base,
    title,
    description,
    alternates: { canonical: `/v/${video.slug}` },
    openGraph: {
      type: "video.other",
      siteName: "Dailies",
      url: `/v/${video.slug}`,
      title,
      description,
      images,
      videos,
    },
    twitter: { card: "summary_large_image", title, description, images },
  };
}

export default async function PublishedVideoPage({ params }: Props) {
  return <PublicVideo video={await published((await params).slug)} />;
}
