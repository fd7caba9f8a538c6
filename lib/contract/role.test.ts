import { expect, it } from "vitest";
import { isPermitted, permissions, type Role } from "./role.ts";

const everyone = ["videos:create", "videos:read", "videos:change", "videos:publish", "usage:read"];
const allowed: Record<Role, string[]> = {
  creator: everyone,
  reviewer: [...everyone, "reviews:decide"],
  admin: [
    ...everyone,
    "reviews:decide",
    "people:manage",
    "system:inspect",
    "routes:manage",
    "attempts:decide",
  ],
};

it.each(["creator", "reviewer", "admin"] as const)("a %s may do exactly what the role says", (role) => {
  expect(permissions.filter((permission) => isPermitted(role, permission)).sort()).toEqual(
    allowed[role].sort(),
  );
});
