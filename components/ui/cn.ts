import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: [
        "landing",
        "display",
        "display-phone",
        "figure",
        "figure-phone",
        "tile",
        "title",
        "section",
        "body",
        "prompt",
        "prompt-phone",
        "dense",
        "label",
        "micro",
      ],
      radius: ["tag", "badge", "control", "still", "card", "player"],
      shadow: ["pop", "dialog", "marker"],
      breakpoint: ["tablet", "desk", "wide", "cinema"],
    },
  },
});

/** Class names joined, the later one winning where two speak about the same property. */
export function cn(...names: ClassValue[]): string {
  return merge(clsx(names));
}
