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
