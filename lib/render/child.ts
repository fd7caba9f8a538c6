import { type ChildReport, childOrder } from "./child-protocol.ts";
import { makeFilm } from "./film.ts";
import { UnusableImage } from "./scene/photo.ts";

function report(message: ChildReport): Promise<void> {
  return new Promise((resolve) => {
    if (process.send && process.connected) process.send(message, undefined, {}, () => resolve());
    else resolve();
  });
}

let reported = 0;
function onProgress(part: number): void {
  if (part < 1 && part - reported < 0.01) return;
  reported = part;
  void report({ type: "progress", part });
}

async function work(message: unknown): Promise<void> {
  const order = childOrder.parse(message);
  try {
    const made = await makeFilm(order, {
      onProgress,
      onFallback: (reason) => void report({ type: "fallback", reason }),
    });
    await report({ type: "done", ...made });
  } catch (error) {
    const code = error instanceof UnusableImage ? "image_invalid" : "crashed";
    await report({ type: "failed", code, message: error instanceof Error ? error.message : String(error) });
  }
  process.exit(0);
}

process.once("message", (message) => void work(message));
process.once("disconnect", () => process.exit(0));
