import type { ErrorRow, VendorCase } from "../vendor-case.ts";
import { googleRefusals } from "./google-refusals.ts";

const failure = (code: number, kind: ErrorRow["kind"], message = "It failed."): ErrorRow => ({
  status: 200,
  body: { name: "o1", done: true, error: { code, message } },
  kind,
});
const filtered = (reasons: string[], kind: ErrorRow["kind"]): ErrorRow => ({
  status: 200,
  body: { done: true, response: { raiMediaFilteredCount: 1, raiMediaFilteredReasons: reasons } },
  kind,
});
const model = "veo-3.1-fast-generate-001";

export const googleVeo: VendorCase = {
  name: "google-veo",
  card: "veo-3.1-fast",
  methods: [],
  tells: { words: false, progress: false, queuePosition: false, cost: false },
  takesLargeAnswers: true,
  output: "inline",
  picture: "inline",
  operation: {
    name: `projects/simulated-project/locations/us-central1/publishers/google/models/${model}/operations/o1`,
    model,
  },
  refusals: [...googleRefusals, { status: 200, body: {}, kind: "ambiguous" }],
  failures: [
    failure(3, "invalid"),
    failure(3, "policy", "The request violates the usage guidelines."),
    failure(4, "transient"),
    failure(5, "unknown"),
    failure(7, "auth"),
    failure(8, "transient"),
    failure(13, "transient"),
    failure(14, "transient"),
    filtered(["The video was withheld because it violates the usage guidelines."], "policy"),
    filtered(["We could not make the video because its audio failed a safety check."], "transient"),
    filtered([], "policy"),
    { status: 200, body: { done: true, response: {} }, kind: "unknown" },
  ],
};
