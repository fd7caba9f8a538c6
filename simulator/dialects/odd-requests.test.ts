import { afterAll, beforeAll, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../server.ts";

let simulator: Simulator;
const stumbles: unknown[] = [];
beforeAll(async () => {
  simulator = await startSimulator({ onError: (error) => stumbles.push(error) });
});
afterAll(() => simulator.close());

const headers = { "x-goog-api-key": "key" };
const keyOf = (path: string) => (path.startsWith("fal") ? "Key id:secret" : "Bearer sk-legacy-video");
const picture = (url: string) => ({ input: [{ type: "image_url", image_url: { url } }] });
const bodies = [
  ...["", "null", "[]", '"text"', "{", "\u0000", "--a\r\nbroken"],
  ...[
    { prompt: 5 },
    { model: "__proto__", input: "a", prompt: "a" },
    { prompt: "a", size: "1e3x1e3", input_reference: { image_url: "http://[" } },
    picture("http://["),
    picture("http://127.0.0.1:1/none.png"),
    picture("data:image/png;base64,AAAA"),
    { model: "gemini-omni-1.2-flash", input: [{ type: "image", data: "AAAA", mime_type: "image/png" }] },
  ].map((body) => JSON.stringify(body)),
];

test.each([
  "fal/queue/fal-ai/veo3.1",
  "fal/queue/__proto__",
  "fal/rest/storage/upload/initiate",
  "openai/v1/images/generations",
  "openai/v1/images/edits",
  "openai/v1/moderations",
  "openai/v1/videos",
  "openai/v1/videos/none/remix",
  "openai/v1/webhook_endpoints",
  "google-omni/v1/interactions",
  "google-omni/v1/webhooks",
  "google-omni/v1/%E0%A4%A",
  "google-veo/token",
  "google-veo/%E0%A4%A",
  "google-veo/v1/projects/p/locations/l/publishers/google/models/veo-3.1-generate-001:predictLongRunning",
  "_sim/faults",
  "_sim/balance",
])("%s answers every odd body in its own words and takes nothing", async (path) => {
  for (const type of ["application/json", "multipart/form-data", "multipart/form-data; boundary=a"])
    for (const body of bodies) {
      const answer = await fetch(`${simulator.origin}/${path}`, {
        method: "POST",
        headers: { ...headers, authorization: keyOf(path), "content-type": type },
        body,
      });
      expect(answer.status, `${type} ${body}`).toBeLessThan(500);
      expect(await answer.json()).toBeTypeOf("object");
    }
  expect(stumbles).toEqual([]);
  expect(simulator.ledger.totals().tasks).toBe(0);
});
