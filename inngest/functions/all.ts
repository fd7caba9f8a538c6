import { expire } from "./expire.ts";
import { generateVideo } from "./generate-video.ts";
import { releaseCanceled } from "./release-canceled.ts";
import { sweep } from "./sweep.ts";

export const functions = [generateVideo, releaseCanceled, sweep, expire];
