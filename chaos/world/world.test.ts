import { expect, test } from "vitest";
import { allWell, awaitRest, check, statusOf } from "./check.ts";
import { startWorld } from "./world.ts";

test("a world makes a video by its processes alone, and its books agree with the vendor's", async () => {
  const world = await startWorld();
  try {
    const person = await world.person();
    const id = await person.create({ prompt: "A kettle on a table", model: "seevido" });
    await awaitRest(world, 60);
    expect(await statusOf(world, id)).toBe("completed");
    expect(await check(world)).toEqual(allWell);
  } finally {
    await world.close();
  }
});
