import { describe, expect, it } from "vitest";
import { cardOf } from "#lib/models/cards.ts";
import { sourceImage, submitRequest } from "#lib/testing/submit-request.ts";
import type { SubmitRequest } from "../types.ts";
import { legacyCall, standardCall } from "./request.ts";
import { signKlingToken } from "./token.ts";

const callbackUrl = "https://dailies.example.com/api/webhooks/kling?attempt=t";
const url = "https://dailies.example.com/a.png";
const wide = { aspectRatio: "16:9", resolution: "720p", width: 1280, height: 720 } as const;

/** A model that has no card, in the shape of one that has. */
function requestFor(nativeModel: string, changes: Partial<SubmitRequest> = {}): SubmitRequest {
  const request = submitRequest("kling-3.0", { format: wide, durationSeconds: 5, ...changes });
  return { ...request, card: { ...request.card, nativeModel } };
}

describe("a submission by Kling's new standard", () => {
  it("has the shape of the documented example", async () => {
    expect(
      await standardCall(submitRequest("kling-3.0", { format: wide, durationSeconds: 5, callbackUrl })),
    ).toEqual({
      path: "/text-to-video/kling-3.0",
      body: {
        prompt: "A paper boat crosses a puddle at dusk",
        settings: { resolution: "720p", aspect_ratio: "16:9", duration: 5, audio: "off", multi_shot: false },
        options: {
          callback_url: callbackUrl,
          external_task_id: "att_01K00000000000000000000000",
          watermark_info: { enabled: false },
        },
      },
    });
  });

  it("gives the first frame by its address, or as bare base64 where Kling could not fetch it", async () => {
    const call = await standardCall(
      submitRequest("kling-3.0", { format: wide, sources: [sourceImage(3, url)] }),
    );
    expect(call.path).toBe("/image-to-video/kling-3.0");
    expect(call.body).toMatchObject({
      contents: [{ type: "prompt" }, { type: "first_frame", url }],
      settings: { resolution: "720p" },
    });
    expect(call.body.settings).not.toHaveProperty("aspect_ratio");
    const inline = await standardCall(submitRequest("kling-3.0", { sources: [sourceImage(3)] }));
    expect(inline.body.contents).toContainEqual({ type: "first_frame", url: "AAAA" });
  });

  it("asks for sound only where a model has the choice", async () => {
    const settingsOf = async (model: string, audio: boolean) =>
      (await standardCall(submitRequest(model, { audio }))).body.settings;
    expect(await settingsOf("kling-3.0", true)).toMatchObject({ audio: "native" });
    expect(await settingsOf("kling-3.0", false)).toMatchObject({ audio: "off" });
    for (const model of ["kling-3.0-turbo", "kling-2.5-turbo", "kling-2.6"])
      expect(cardOf(model)?.audio === "optional").toBe("audio" in Object(await settingsOf(model, false)));
  });

  it("sends omni models through their own door, with their ratio", async () => {
    for (const model of ["kling-3.0-omni", "kling-o1"]) {
      const { path, body } = await standardCall(requestFor(model));
      expect(path).toBe(`/omni-video/${model}`);
      expect(body).toMatchObject({ contents: [{ type: "prompt" }], settings: { aspect_ratio: "16:9" } });
      expect(body).not.toHaveProperty("prompt");
    }
  });

  it("says nothing that the standard has no word for", async () => {
    const { body } = await standardCall(
      submitRequest("kling-3.0", { seed: 7, negativePrompt: "rain", callbackUrl: undefined }),
    );
    expect(JSON.stringify(body)).not.toMatch(/seed|negative|rain|callback_url|model/);
  });
});

describe("a submission by Kling's older routes", () => {
  it("names the model in the body and gives the duration as text", async () => {
    expect(
      await legacyCall(submitRequest("kling-3.0", { format: wide, durationSeconds: 5, audio: true })),
    ).toEqual({
      kind: "text2video",
      path: "/v1/videos/text2video",
      body: {
        model_name: "kling-v3",
        prompt: "A paper boat crosses a puddle at dusk",
        mode: "std",
        duration: "5",
        aspect_ratio: "16:9",
        sound: "on",
        external_task_id: "att_01K00000000000000000000000",
        watermark_info: { enabled: false },
      },
    });
    const call = await legacyCall(submitRequest("kling-2.5-turbo", { sources: [sourceImage(3)] }));
    expect(call).toMatchObject({ path: "/v1/videos/image2video", body: { image: "AAAA" } });
    expect(call?.body).not.toHaveProperty("sound");
  });

  it("is not made for models that they do not know", async () => {
    for (const model of ["kling-3.0-turbo", "kling-3.0-omni", "kling-4.0"])
      expect(await legacyCall(requestFor(model))).toBeUndefined();
  });
});

describe("the token of an access key", () => {
  it("is the documented one for the documented claims", () => {
    expect(signKlingToken("ak_test", "sk_test", new Date(1_800_000_000_999))).toBe(
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJha190ZXN0IiwiZXhwIjoxODAwMDAxODAwLCJuYmYiOjE3OTk5OTk5OTV9.XTYea_keiCVlvp3QaRokghinzaO162D5RFbBCta-EqI",
    );
  });
});
