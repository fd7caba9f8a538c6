import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 6,
  fault: "An answer is malformed, cut, huge, of other types, or a page of HTML",
  promise: "An error or the words of the port, within a cap of memory, with no mark that is no text",
  by: "property",
  proofs: [
    {
      file: "lib/providers/conformance/fal.test.ts",
      name: "is told in the words of the port or by an error, whatever it is asked",
    },
    { file: "lib/providers/conformance/fal.test.ts", name: "knows nothing, and the next one does" },
  ],
  mutants: [
    {
      name: "an answer may be as long as it likes",
      file: "lib/providers/http.ts",
      find: 'if (bytes > bytesMax) throw new Error("the answer is too large");',
      replace: 'if (bytes < 0) throw new Error("the answer is too large");',
    },
  ],
};
