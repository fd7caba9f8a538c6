import { makeFilm } from "./make-film.ts";
import { filmOrder } from "./order.ts";

function report(message: object): Promise<void> {
  return new Promise((resolve) => {
    if (process.send && process.connected) process.send(message, undefined, {}, () => resolve());
    else resolve();
  });
}

async function work(message: unknown): Promise<void> {
  try {
    await report({ type: "done", ...(await makeFilm(filmOrder.parse(message))) });
  } catch (error) {
    await report({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  }
  process.exit(0);
}

process.once("message", (message) => void work(message));
process.once("disconnect", () => process.exit(0));
