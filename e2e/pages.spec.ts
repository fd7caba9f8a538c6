import { inspect, screens } from "./inspect.ts";
import { visitors } from "./looks.ts";
import { refusedRequest } from "./noise.ts";
import { test } from "./test.ts";
import { makeWorld, type World } from "./world.ts";

let world: World;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  world = await makeWorld();
});

for (const { name, account, looks } of visitors) {
  for (const screen of ["1440", "390"] as const) {
    test(`every page for ${name} at ${screen} is accessible in dark and light, silent, and no wider than the window`, async ({
      visit,
      noise,
    }) => {
      noise.allow(refusedRequest(404));
      noise.allow(/ERR_FAILED.*api\/v1\/videos\?/);
      const page = await visit(account(world), {
        ...screens[screen],
        colorScheme: "dark",
        reducedMotion: "reduce",
      });
      for (const look of looks(world).filter(({ on }) => !on || on === screen))
        await test.step(look.name ?? look.path, () => inspect(page, look));
    });
  }
}
