import { Hono } from "hono";
import type { Dialect } from "#simulator/dialect.ts";
import { accountRoutes } from "./account.ts";
import { refuseKling } from "./answer.ts";
import { currentRoutes } from "./current.ts";
import { legacyRoutes } from "./legacy.ts";
import { klingDeliveries } from "./task.ts";

/** Kling's own API: the new standard and the older `/v1` side by side. */
export const kling: Dialect = {
  name: "kling",
  label: "Kling",
  limits: { running: 5, overflow: "refuse" },
  retrySeconds: [5, 30, 120],
  words: {
    unsigned: "Callbacks come without a signature, as for an account without a webhook secret.",
    "refusal:1101": "Refused with this code of the service's error table.",
    "failure:any text": "Taken, then failed with this text.",
  },
  routes(core) {
    const app = new Hono();
    app.route("/", currentRoutes(core));
    app.route("/", legacyRoutes(core));
    app.route("/", accountRoutes(core));
    return app;
  },
  doorOf(method, path) {
    if (path.startsWith("/account/")) return "balance";
    if (method === "GET" || path === "/tasks") return "status";
    return /^\/(text-to-video|image-to-video|omni-video|motion-control|v1\/videos)\//.test(path)
      ? "submit"
      : "other";
  },
  refuse: refuseKling,
  deliveries: klingDeliveries,
};
