import { expect, test } from "vitest";
import { allWell, awaitRest, check } from "./check.ts";
import { startWorld } from "./world.ts";

test("a world makes a video by its processes alone, and its books agree with the vendor's", async () => {
  const world = await startWorld();
  try {
    const person = await world.person();
    const id = await person.create({ prompt: "A kettle on a table", model: "seevido" });
    await awaitRest(world, 60);
    const seen = await person.call("GET", `/api/v1/videos/${id}`);
    expect(seen.body).toMatchObject({ status: "completed" });
    expect(await check(world)).toEqual(allWell);
  } finally {
    if (process.env.CHAOS_SHOW) console.log(world.output());
    await world.close();
  }
});
