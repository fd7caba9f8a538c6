"use client";

import { createCopy as copy } from "#components/copy/create.ts";
import { examples } from "#components/copy/examples.ts";
import { exampleStills } from "#components/studio/stills/stills.ts";
import type { Draft } from "./draft.ts";

/** The empty stage: three prompts to take over, each with a still of what it makes. */
export function Examples({ onTake }: { onTake: (part: Partial<Draft>) => void }) {
  return (
    <section aria-label={copy.emptyTitle} className="grid gap-6 desk:pt-8">
      <div className="grid gap-1">
        <h2 className="text-title">{copy.emptyTitle}</h2>
        <p className="text-muted">{copy.emptyText}</p>
      </div>
      <ul className="grid gap-5 tablet:grid-cols-2 wide:grid-cols-3">
        {examples.map(({ name, prompt, platform, durationSeconds }, index) => (
          <li key={name}>
            <button
              type="button"
              onClick={() => onTake({ prompt, platform, durationSeconds })}
              className="group grid w-full gap-3 rounded-still text-left"
            >
              <span className="on-media relative block aspect-video overflow-hidden rounded-still bg-raised">
                {/* biome-ignore lint/performance/noImgElement: a small file of our own, already sized */}
                <img
                  src={exampleStills[index]?.src}
                  alt=""
                  width={exampleStills[index]?.width}
                  height={exampleStills[index]?.height}
                  className="size-full object-cover"
                />
              </span>
              <span>
                <span className="block font-medium group-hover:underline">{name}</span>
                <span className="mt-0.5 line-clamp-3 text-dense text-muted">{prompt}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
