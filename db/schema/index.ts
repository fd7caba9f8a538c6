export * from "./artifact.ts";
export * from "./asset.ts";
export * from "./attempt.ts";
export * from "./audit.ts";
export * from "./review.ts";
export * from "./user.ts";
export * from "./video.ts";
