import { z } from "zod";
import { deprecationListView } from "./deprecation.ts";
import { modelView } from "./model.ts";
import type { Operation } from "./operation.ts";
import { changing, idParams, posting } from "./operation-parts.ts";
import { routeTableView, updateRoutesInput } from "./route.ts";
import { vendorListView } from "./vendor.ts";

export const modelOperations = {
  listModels: {
    method: "GET",
    path: "/api/v1/models",
    summary: "Models of this installation: what each takes and costs",
    access: "signed-in",
    status: 200,
    output: z.object({ items: z.array(modelView) }),
    problems: ["not_signed_in"],
  },
  listDeprecations: {
    method: "GET",
    path: "/api/v1/deprecations",
    summary: "What retires when, what depends on it, and what follows",
    access: "system:inspect",
    status: 200,
    output: deprecationListView,
    problems: ["not_signed_in", "forbidden"],
  },
  moveRoutes: {
    method: "POST",
    path: "/api/v1/deprecations/{id}/move",
    summary: "Put a retiring model's successor in its place in every route",
    access: "routes:manage",
    status: 200,
    params: idParams,
    output: routeTableView,
    problems: [...changing, "forbidden"],
  },
  getRoutes: {
    method: "GET",
    path: "/api/v1/routes",
    summary: "The route table that is in force, with its history",
    access: "system:inspect",
    status: 200,
    output: routeTableView,
    problems: ["not_signed_in", "forbidden"],
  },
  updateRoutes: {
    method: "PATCH",
    path: "/api/v1/routes",
    summary: "Put a new version of the route table in force",
    access: "routes:manage",
    status: 200,
    body: updateRoutesInput,
    output: routeTableView,
    problems: [...posting, "conflict", "forbidden"],
  },
  listVendors: {
    method: "GET",
    path: "/api/v1/vendors",
    summary: "Every vendor: connected or not, its health, limits, balance and models",
    access: "system:inspect",
    status: 200,
    output: vendorListView,
    problems: ["not_signed_in", "forbidden"],
  },
} as const satisfies Record<string, Operation>;
