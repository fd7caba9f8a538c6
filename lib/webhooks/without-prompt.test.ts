import { expect, it } from "vitest";
import { withoutPrompt } from "./without-prompt.ts";

const prompt = "A lantern on a frozen lake";

it("keeps neither what a vendor was sent nor the prompt in any other text", () => {
  const payload = {
    id: "p1",
    status: "succeeded",
    output: ["https://files.example/a-lantern.mp4"],
    input: { prompt, seed: 1 },
    logs: `Using prompt: ${prompt}\n100%`,
    payload: { negative_prompt: "rain", revisedPrompt: prompt, detail: [{ msg: "no", input: prompt }] },
  };
  expect(withoutPrompt(payload, [prompt, null])).toEqual({
    id: "p1",
    status: "succeeded",
    output: ["https://files.example/a-lantern.mp4"],
    logs: "Using prompt: …\n100%",
    payload: { detail: [{ msg: "no" }] },
  });
});

it("leaves an address and a word of every vendor alone, whatever the prompt is", () => {
  const payload = { status: "completed", url: "https://files.example/completed/clip.mp4?sig=1" };
  expect(withoutPrompt(payload, ["completed", "files.example/completed"])).toEqual(payload);
});

it("keeps no part of the prompt that a vendor quotes, in whatever case", () => {
  const payload = { error: "We cannot film ON A FROZEN lake; try again.", code: "frozen" };
  expect(withoutPrompt(payload, [prompt])).toEqual({ error: "We cannot film…; try again.", code: "frozen" });
});

it("keeps the address under which the vendor calls without its token", () => {
  const payload = {
    webhook: "https://dailies.example/api/webhooks/replicate?attempt=abc",
    output: "https://f.example/a?attempt=2",
  };
  expect(withoutPrompt(payload, [])).toEqual({
    webhook: "https://dailies.example/api/webhooks/replicate?attempt=…",
    output: "https://f.example/a?attempt=2",
  });
});
