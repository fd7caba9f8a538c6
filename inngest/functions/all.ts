import { applyReceipt } from "./apply-receipt.ts";
import { expire } from "./expire.ts";
import { generateVideo } from "./generate-video.ts";
import { makeStillOnce } from "./make-still.ts";
import { releaseCanceled } from "./release-canceled.ts";
import { sweep } from "./sweep.ts";
import { sweepStills } from "./sweep-stills.ts";
import { walkStorage } from "./walk-storage.ts";
import { watchBalances } from "./watch-vendors.ts";

export const functions = [
  generateVideo,
  applyReceipt,
  releaseCanceled,
  sweep,
  expire,
  watchBalances,
  makeStillOnce,
  sweepStills,
  walkStorage,
];
