import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 41,
  fault: "HTML, ZIP, SVG, or a film that is something else as well",
  promise: "Put aside with the reason, never shown",
  by: "property",
  proofs: [
    { file: "lib/media/outbound/recognise-clip.test.ts" },
    { file: "lib/videos/uncollected.test.ts", name: "puts what is no clip aside" },
  ],
  mutants: [
    {
      name: "what hides in a film is not looked for",
      file: "lib/media/outbound/recognise-clip.ts",
      find: "if (isMp4) return judgeMp4(file, size);",
      replace: 'if (isMp4) return { kind: "clip", mimeType: "video/mp4" };',
    },
  ],
};
