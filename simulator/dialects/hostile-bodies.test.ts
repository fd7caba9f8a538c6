import { afterAll, beforeAll, expect, test } from "vitest";
import { type Simulator, startSimulator } from "#simulator/server.ts";

let simulator: Simulator;
const stumbles: unknown[] = [];
beforeAll(async () => {
  simulator = await startSimulator({ jobSeconds: 0.2, onError: (error) => stumbles.push(error) });
});
afterAll(() => simulator.close());

const image = (url: string) => ({ type: "image_url", image_url: { url } });
const bodies = [
  "",
  "null",
  "[]",
  '"text"',
  "{",
  "\u0000",
  "{}",
  ...[
    { prompt: 5 },
    { contents: [{}] },
    { model: "__proto__", content: [{ type: "text", text: "a" }] },
    { model: "dreamina-seedance-2-0-260128", content: [image("http://%%")] },
    { model: "gen4.5", promptImage: [], promptText: "" },
    { model: "constructor", model_name: "constructor", prompt: "a" },
    { version: "constructor", input: {} },
    { input: { prompt: "a", image: "http://127.0.0.1:1/a.png" } },
  ].map((body) => JSON.stringify(body)),
];

test.each([
  "kling/text-to-video/kling-3.0",
  "kling/text-to-video/__proto__",
  "kling/image-to-video/kling-3.0",
  "kling/omni-video/constructor",
  "kling/v1/videos/text2video",
  "kling/account/billing/balance",
  "seedance/api/v3/contents/generations/tasks",
  "runway/v1/text_to_video",
  "runway/v1/image_to_video",
  "runway/v1/uploads",
  "runway/v1/organization/usage",
  "runway/storage/none",
  "atlas-cloud/api/v1/model/generateVideo",
  "atlas-cloud/api/v1/model/uploadMedia",
  "replicate/v1/models/bytedance/seedance-1-pro/predictions",
  "replicate/v1/predictions",
  "replicate/v1/files",
  "generic/v1/videos",
])("%s answers every odd body in its own words and never stumbles", async (path) => {
  const headers = { authorization: "Bearer key", "x-runway-version": "2024-11-06", "idempotency-key": path };
  for (const type of ["application/json", "multipart/form-data"])
    for (const body of bodies) {
      const answer = await fetch(`${simulator.origin}/${path}`, {
        method: "POST",
        headers: { ...headers, "content-type": type },
        body,
      });
      expect(answer.status, `${type} ${body}`).toBeLessThan(500);
      expect(await answer.json()).toBeTypeOf("object");
    }
  expect(stumbles).toEqual([]);
});
