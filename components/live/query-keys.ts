import type { VideoStatus } from "#lib/contract/status.ts";

/** Filters of the library as the API takes them. */
export type VideoFilters = {
  status?: VideoStatus[];
  model?: string;
  workflowType?: "text-to-video" | "image-to-video";
  from?: string;
  to?: string;
  q?: string;
};

/** Keys of the query cache. Everything below `videos` is refreshed when a live message tells of a change. */
export const queryKeys = {
  videos: ["videos"] as const,
  videoLists: ["videos", "list"] as const,
  videoList: (filters: VideoFilters, limit: number) => ["videos", "list", filters, limit] as const,
  videoDetails: ["videos", "detail"] as const,
  video: (id: string) => ["videos", "detail", id] as const,
  models: ["models"] as const,
  usage: ["usage"] as const,
  me: ["me"] as const,
  reviewQueue: ["review-queue"] as const,
  people: ["people"] as const,
  overview: ["overview"] as const,
  runs: ["runs"] as const,
  incidents: ["incidents"] as const,
  incidentCounts: ["incidents", "counts"] as const,
  routes: ["routes"] as const,
  vendors: ["vendors"] as const,
  deprecations: ["deprecations"] as const,
  plans: ["plan"] as const,
  still: (id: string) => ["stills", id] as const,
};
