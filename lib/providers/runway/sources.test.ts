import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { realPicture } from "#lib/testing/picture.ts";
import { sourceImage, submitRequest } from "#lib/testing/submit-request.ts";
import { answerJson, startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import type { Provider, SourceImage } from "../types.ts";
import { createRunwayProvider } from "./provider.ts";

let vendor: VendorServer;
let uploadUrl: string;
let runway: Provider;

beforeAll(async () => {
  vendor = await startVendorServer(({ path }, response) => {
    if (path === "/v1/uploads")
      return answerJson(response, 200, { runwayUri: "runway://abc", uploadUrl, fields: { policy: "p1" } });
    return answerJson(response, 200, { id: "task" });
  });
  const settings = { baseUrl: vendor.origin, apiKey: "secret", reachesUs: false } as const;
  runway = createRunwayProvider({ ...settings, kind: "simulated" });
});
beforeEach(() => {
  uploadUrl = `${vendor.origin}/bucket?x=1`;
  vendor.heard.length = 0;
});
afterAll(() => vendor.close());

const animate = (source: SourceImage) =>
  runway.submit(submitRequest("runway-gen4-turbo", { sources: [source] }));
const sentUri = () => JSON.parse(vendor.heard.at(-1)?.body ?? "{}").promptImage;

test("a public address is sent as it is, one that only this machine knows is not", async () => {
  await animate(sourceImage(600, "https://dailies.test/media/a?sig=1"));
  expect(sentUri()).toEqual([{ uri: "https://dailies.test/media/a?sig=1", position: "first" }]);
  await animate(sourceImage(600, "http://127.0.0.1:3000/media/a?sig=1"));
  expect(sentUri()[0].uri).toMatch(/^data:image\/png;base64,/);
});

test("a large picture is uploaded with the fields it came with, and without our key", async () => {
  await animate(await realPicture(6_000_000));
  const [, put] = vendor.heard;
  expect(put).toMatchObject({ method: "POST", path: "/bucket" });
  expect(put?.headers.authorization).toBeUndefined();
  expect(put?.body.indexOf('name="policy"')).toBeLessThan(put?.body.indexOf('name="file"') ?? 0);
  expect(sentUri()).toEqual([{ uri: "runway://abc", position: "first" }]);
});

test("an upload address that is neither https nor the vendor's own is not used, and nothing is paid for", async () => {
  const stranger = await startVendorServer((_heard, response) => answerJson(response, 200, {}));
  uploadUrl = `${stranger.origin}/metadata`;
  const outcome = await animate(await realPicture(6_000_000));
  expect(outcome).toMatchObject({ kind: "refused", failure: { kind: "transient" } });
  expect(vendor.heard.map(({ path }) => path)).toEqual(["/v1/uploads"]);
  expect(stranger.heard).toHaveLength(0);
  await stranger.close();
});
