import { z } from "zod";

export const roles = ["creator", "reviewer", "admin"] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

export const plans = ["free", "studio", "unlimited"] as const;
export const plan = z.enum(plans);
export type Plan = z.infer<typeof plan>;

export const permissions = [
  "videos:create",
  "videos:read",
  "videos:change",
  "videos:publish",
  "reviews:decide",
  "usage:read",
  "people:manage",
  "system:inspect",
  "routes:manage",
  "attempts:decide",
] as const;
export type Permission = (typeof permissions)[number];

const creator: readonly Permission[] = [
  "videos:create",
  "videos:read",
  "videos:change",
  "videos:publish",
  "usage:read",
];
const reviewer: readonly Permission[] = [...creator, "reviews:decide"];

/** Which role may do what. Reviewers and admins are creators as well; nobody reviews their own clip. */
export const permissionsOf: Record<Role, readonly Permission[]> = {
  creator,
  reviewer,
  admin: [...reviewer, "people:manage", "system:inspect", "routes:manage", "attempts:decide"],
};

export const isPermitted = (held: Role, permission: Permission): boolean =>
  permissionsOf[held].includes(permission);
