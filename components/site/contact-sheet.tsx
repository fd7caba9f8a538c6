import { stills } from "#components/studio/stills/stills.ts";
import { Ellipse } from "#components/ui/circled-take.tsx";
import { PencilCross } from "#components/ui/pencil-cross.tsx";

type Mark = "circle" | "cross";

const marks: Partial<Record<number, Mark>> = {
  0: "circle",
  2: "circle",
  4: "circle",
  5: "cross",
  7: "circle",
  11: "cross",
};
const times = [
  "01:00",
  "04:07",
  "07:14",
  "02:21",
  "05:04",
  "08:11",
  "03:18",
  "06:01",
  "01:08",
  "04:15",
  "07:22",
  "02:05",
];
const letters = ["A", "B", "C"];

/** Frames as they hang in a cutting room: the good takes circled, others crossed out. Decoration only. */
export function ContactSheet() {
  return (
    <div aria-hidden className="on-media grid grid-cols-3 gap-x-4 gap-y-4 text-muted">
      {stills.map((still, index) => (
        <figure key={still.src} className="grid gap-1.5">
          <span className="relative block aspect-video">
            {/* biome-ignore lint/performance/noImgElement: a small file of our own, already sized */}
            <img
              src={still.src}
              alt=""
              width={still.width}
              height={still.height}
              className="size-full rounded-tag object-cover"
            />
            {marks[index] === "circle" && (
              <Ellipse
                stretch
                className="absolute -inset-x-2 -inset-y-1.5 h-[calc(100%+12px)] w-[calc(100%+16px)]"
              />
            )}
            {marks[index] === "cross" && (
              <PencilCross
                stretch
                className="absolute inset-x-3 inset-y-1 h-[calc(100%-8px)] w-[calc(100%-24px)]"
              />
            )}
          </span>
          <figcaption className="flex justify-between text-micro">
            <span>{`${12 + index}${letters[index % 3]}`}</span>
            <span>{`00:00:${times[index]}`}</span>
          </figcaption>
        </figure>
      ))}
    </div>
  );
}
