import { randomBytes } from "node:crypto";
import { monotonicFactory } from "ulid";

const prefixes = {
  user: "usr",
  video: "vid",
  attempt: "att",
  asset: "ast",
  artifact: "art",
  review: "rev",
  publication: "pub",
  invitation: "inv",
  receipt: "rcp",
  upload: "upl",
  request: "req",
  still: "stl",
  decision: "dec",
} as const;
const next = monotonicFactory();

/** Prefixed and time-sortable, such as `vid_01K…`. Grants nothing: links that do use `accessToken`. */
export const newId = (noun: keyof typeof prefixes): string => `${prefixes[noun]}_${next()}`;

/** 192 random bits in base64url, for anything whose possession grants access. */
export const accessToken = (): string => randomBytes(24).toString("base64url");
