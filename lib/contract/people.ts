import { z } from "zod";
import { line } from "./line.ts";
import { permissions, plan, role } from "./role.ts";
import { quotaView } from "./usage.ts";

export const meView = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role,
    plan,
    permissions: z.array(z.enum(permissions)),
  })
  .meta({ id: "Me" });
export type MeView = z.infer<typeof meView>;

const name = line(80, "Give a name.", "Keep the name to 80 characters.");

export const updateMeInput = z.strictObject({
  name,
});

const limit = z.int("A whole number.").min(0, "Not below zero.").max(1_000_000).nullable();

/** `null` in a quota takes the override back, so that the plan's limit holds again. */
export const updatePersonInput = z
  .strictObject({
    role: role.optional(),
    plan: plan.optional(),
    suspended: z.boolean().optional(),
    quota: z
      .strictObject({ concurrent: limit.optional(), day: limit.optional(), month: limit.optional() })
      .optional(),
  })
  .refine((input) => Object.values(input).some((value) => value !== undefined), "Change at least one thing.");
export type UpdatePersonInput = z.infer<typeof updatePersonInput>;

export const auditEntryView = z.object({
  id: z.string(),
  actorName: z.string(),
  action: z.string(),
  subjectId: z.string(),
  before: z.json(),
  after: z.json(),
  createdAt: z.iso.datetime(),
});

export const personView = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role,
    plan,
    suspendedAt: z.iso.datetime().nullable(),
    quotas: z.array(quotaView),
    videoCount: z.int(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Person" });
export type PersonView = z.infer<typeof personView>;

export const listPeopleInput = z.strictObject({
  q: z.string().trim().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^usr_[0-9A-Z]{26}$/, "Use nextCursor as it came.")
    .optional(),
});
export const personListView = z
  .object({ items: z.array(personView), nextCursor: z.string().nullable() })
  .meta({ id: "PersonList" });

export const personDetailView = personView
  .extend({ history: z.array(auditEntryView) })
  .meta({ id: "PersonDetail" });
export type PersonDetailView = z.infer<typeof personDetailView>;

export const invitePersonInput = z.strictObject({
  email: z
    .email("An e-mail address, like name@example.com.")
    .max(200)
    .transform((value) => value.toLowerCase()),
  role: role.default("creator"),
  plan: plan.default("free"),
});
export const invitationView = z
  .object({ id: z.string(), email: z.string(), role, plan, url: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: "Invitation" });

export const acceptInvitationInput = z.strictObject({
  token: z.string().max(200),
  name,
  password: z.string().min(10, "At least 10 characters.").max(200),
});
