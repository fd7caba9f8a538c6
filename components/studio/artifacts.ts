import type { ArtifactType, ArtifactView } from "#lib/contract/artifact.ts";
import type { VideoSummaryView } from "#lib/contract/video.ts";

export function artifactOf(video: VideoSummaryView, type: ArtifactType): ArtifactView | undefined {
  return video.artifacts.find((artifact) => artifact.type === type);
}
