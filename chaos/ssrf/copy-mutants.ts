import type { Mutant } from "../row.ts";

const at = (file: string) => `lib/media/outbound/${file}.ts`;

/** Row 38: a link that ran out. Red in `lib/videos/uncollected.test.ts`. */
export const linkMutants: readonly [Mutant, ...Mutant[]] = [
  {
    name: "no fresh link is asked for",
    file: "lib/videos/collect-artifacts.ts",
    find: "const freshLinksMax = 2;",
    replace: "const freshLinksMax = 0;",
  },
  {
    name: "an expired link counts as a passing error",
    file: at("open-place"),
    find: "if (dead.has(answer.statusCode)) throw new LinkDead(answer.statusCode);",
    replace: "",
  },
];

/** Row 39: a cut download. Red in `lib/media/outbound/download.test.ts`. */
export const cutMutants: readonly [Mutant, ...Mutant[]] = [
  {
    name: "a file that changed is read on",
    file: at("download"),
    find: "if (!isRest || !isSame) throw",
    replace: "if (false) throw",
  },
  {
    name: "a resumed file is not held to its validator",
    file: at("download"),
    find: '"if-range": validator',
    replace: '"x-was": validator',
  },
  {
    name: "a weak ETag counts as proof that nothing changed",
    file: at("download"),
    find: "etag?.startsWith('\"') ? etag",
    replace: "etag ? etag",
  },
  {
    name: "a length that is not kept is not noticed",
    file: at("download"),
    find: "const isSame = known.total === undefined || Number(range?.[2]) === known.total;",
    replace: "const isSame = true;",
  },
];

/** Row 40: endless and dripping files. Red in `lib/media/outbound/download.test.ts`. */
export const endlessMutants: readonly [Mutant, ...Mutant[]] = [
  {
    name: "what is received is not held to the cap",
    file: at("download"),
    find: "if (known.received > limits.bytesMax) throw",
    replace: "if (known.received < 0) throw",
  },
  {
    name: "a promised length is not held to the cap",
    file: at("download"),
    find: "known.total > bytesMax)",
    replace: "known.total < 0)",
  },
  {
    name: "no rate is too slow",
    file: at("paced"),
    find: "if (bytes < pace.windowBytesMin)",
    replace: "if (bytes < 0)",
  },
];

/** Row 41: files that are no clip. Red in `lib/media/outbound/recognise-clip.test.ts`, the last in `uncollected.test.ts`. */
export const wrongFileMutants: readonly [Mutant, ...Mutant[]] = [
  {
    name: "bytes behind the last box are let through",
    file: at("recognise-clip"),
    find: 'if (!boxes) return hidden("something that is no part of it");',
    replace: 'if (!boxes) return { kind: "clip", mimeType: "video/mp4" };',
  },
  {
    name: "archives at the end are not looked for",
    file: at("recognise-clip"),
    find: "if (endsAsZip(",
    replace: "if (size < 0 && endsAsZip(",
  },
  {
    name: "boxes that nobody plays are not searched",
    file: at("recognise-clip"),
    find: "if (isFiller(box) && (await",
    replace: "if (size < 0 && isFiller(box) && (await",
  },
  {
    name: "the kind of file is not looked at",
    file: "lib/videos/inspect-output.ts",
    find: 'if (found.kind === "clip") return found.mimeType;',
    replace: 'if (found.kind) return "video/mp4";',
  },
];

/** Row 42: places inside our network, beside `ssrfMutants`. Red in `lib/videos/uncollected.test.ts`. */
export const refusedMutants: readonly [Mutant, ...Mutant[]] = [
  {
    name: "a paid clip at a refused place is given up",
    file: "lib/videos/uncollected.ts",
    find: "if (attempt.priceMicros === 0) return failed",
    replace: "if (attempt.priceMicros >= 0) return failed",
  },
];
