import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 42,
  fault: "The output's link leads into our network, or redirects there",
  promise: "Refused, and nobody there hears of it",
  by: "processes",
  proofs: [{ file: "chaos/ssrf/ssrf.test.ts" }],
  mutants: [
    {
      name: "private addresses may be reached",
      file: "lib/media/outbound/addresses.ts",
      find: 'if (address.range() !== "unicast") return false;',
      replace: 'if (address.range() === "multicast") return false;',
    },
    {
      name: "a redirect is not judged",
      file: "lib/media/outbound/open-place.ts",
      find: "    asked.judge(at);\n",
      replace: "",
    },
  ],
};
