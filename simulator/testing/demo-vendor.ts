import { Hono } from "hono";
import { z } from "zod";
import type { Dialect } from "../dialect.ts";

const body = z.strictObject({
  prompt: z.string(),
  audio: z.boolean().default(false),
  hook: z.string().optional(),
});

/** The smallest vendor there can be, to look at the simulator's own machinery. */
export const demoVendor: Dialect = {
  name: "demo",
  label: "Demo vendor",
  routes(core) {
    const app = new Hono();
    app.post("/tasks", async (c) => {
      const { prompt, audio, hook } = body.parse(await c.req.json());
      const job = core.accept("demo", {
        model: "demo-1",
        prompt,
        width: 320,
        height: 180,
        durationSeconds: 1,
        audio,
        priceMicros: 250_000,
        callbackUrl: hook,
      });
      return c.json({ id: job.id, status: job.state });
    });
    app.get("/tasks/:id", (c) => {
      const job = core.find("demo", c.req.param("id"));
      if (!job) return c.json({ error: "missing" }, 404);
      const url = job.state === "succeeded" ? core.outputUrl(job) : null;
      return c.json({ id: job.id, status: job.state, place: job.queuePosition, url });
    });
    app.delete("/tasks/:id", (c) => {
      const job = core.find("demo", c.req.param("id"));
      return c.json({ canceled: job ? core.cancel(job) : false });
    });
    return app;
  },
  doorOf: (method) => (method === "POST" ? "submit" : method === "DELETE" ? "cancel" : "status"),
  refuse: ({ reason, retryAfterSeconds }) =>
    Response.json({ error: reason, retryAfterSeconds }, { status: 422 }),
  async deliveries(core, job) {
    const headers = { "x-signature": core.secret("demo", job.id) };
    const text = JSON.stringify({ id: job.id, status: job.state });
    return job.callbackUrl ? [{ url: job.callbackUrl, headers, body: text }] : [];
  },
  limits: { running: 2, overflow: "queue" },
};

/** One caller of the demo vendor. */
export function demoCaller(origin: string) {
  const tasks = `${origin}/demo/tasks`;
  return {
    post: (prompt: string, more: object = {}): Promise<Response> =>
      fetch(tasks, { method: "POST", body: JSON.stringify({ prompt, ...more }) }),
    read: (id: string): Promise<Response> => fetch(`${tasks}/${id}`),
    cancel: (id: string): Promise<Response> => fetch(`${tasks}/${id}`, { method: "DELETE" }),
  };
}
