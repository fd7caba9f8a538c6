import type { Inspector } from "../inspector.ts";
import { fitImageTo, makePosterAndSprite, probeVideo } from "./inspect.ts";

/** The inspector of this installation: every look into a file is a child process of its own. */
export function createInspector(): Inspector {
  return {
    fit: fitImageTo,
    async probe(path) {
      const found = await probeVideo(path);
      return found.ok ? { kind: "video", facts: found.video } : { kind: "unreadable", reason: found.message };
    },
    async stills(path, folder) {
      const made = await makePosterAndSprite(path, folder);
      if (made.ok) return { kind: "stills", poster: made.poster, sprite: made.sprite };
      return made.code === "no_decoder"
        ? { kind: "undecodable" }
        : { kind: "unreadable", reason: made.message };
    },
  };
}
