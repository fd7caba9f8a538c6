"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { momentOf } from "#components/copy/format.ts";
import { peopleCopy } from "#components/copy/people.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { invitePersonInput } from "#lib/contract/people.ts";
import { type Plan, plans, type Role, roles } from "#lib/contract/role.ts";
import { type ApiOutput, call } from "#lib/http/client.ts";

type InviteDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };
type Invitation = ApiOutput<"invitePerson">;

/** Makes an invitation link and shows it, once. */
export function InviteDialog({ open, onOpenChange }: InviteDialogProps) {
  const [made, setMade] = useState<Invitation | null>(null);
  const change = (next: boolean) => {
    if (!next) setMade(null);
    onOpenChange(next);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={made ? peopleCopy.linkTitle : peopleCopy.inviteTitle}
      description={made ? peopleCopy.linkLead(made.email, made.role, made.plan) : peopleCopy.inviteLead}
      closeLabel={peopleCopy.close}
    >
      {made ? (
        <InvitationLink invitation={made} onDone={() => change(false)} />
      ) : (
        <InviteForm onMade={setMade} />
      )}
    </Dialog>
  );
}

function InviteForm({ onMade }: { onMade: (invitation: Invitation) => void }) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("creator");
  const [plan, setPlan] = useState<Plan>("free");
  const [fault, setFault] = useState<string>();
  const invite = useMutation({
    mutationFn: () => call("invitePerson", { email, role, plan }),
    onSuccess: onMade,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = invitePersonInput.safeParse({ email, role, plan });
    setFault(parsed.error?.issues[0]?.message);
    if (parsed.success && !invite.isPending) invite.mutate();
  };
  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      <Field label={peopleCopy.email} error={fault ?? invite.error?.message}>
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="off"
            value={email}
            onChange={({ target }) => setEmail(target.value)}
          />
        )}
      </Field>
      <RoleAndPlan {...{ role, plan, setRole, setPlan }} />
      <Button type="submit" kind="primary" busy={invite.isPending} className="justify-self-end">
        {peopleCopy.makeLink}
      </Button>
    </form>
  );
}

type RoleAndPlanProps = {
  role: Role;
  plan: Plan;
  setRole: (role: Role) => void;
  setPlan: (plan: Plan) => void;
};

function RoleAndPlan({ role, plan, setRole, setPlan }: RoleAndPlanProps) {
  return (
    <div className="grid gap-5 tablet:grid-cols-2">
      <Field label={peopleCopy.role} hint={peopleCopy.roleNotes[role]}>
        {(control) => (
          <Select
            {...control}
            value={role}
            options={roles.map((value) => ({ value, label: peopleCopy.roles[value] }))}
            onValueChange={setRole}
          />
        )}
      </Field>
      <Field label={peopleCopy.plan}>
        {(control) => (
          <Select
            {...control}
            value={plan}
            options={plans.map((value) => ({ value, label: peopleCopy.plans[value] }))}
            onValueChange={setPlan}
          />
        )}
      </Field>
    </div>
  );
}

function InvitationLink({ invitation, onDone }: { invitation: Invitation; onDone: () => void }) {
  const [copied, setCopied] = useState<boolean>();
  const copy = async () => {
    if (!navigator.clipboard) return setCopied(false);
    await navigator.clipboard.writeText(invitation.url).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className="grid gap-5">
      <Field
        label={peopleCopy.link}
        hint={peopleCopy.linkOnce(momentOf(invitation.expiresAt))}
        error={copied === false ? peopleCopy.copyFailed : undefined}
      >
        {(control) => (
          <Input {...control} readOnly value={invitation.url} onFocus={({ target }) => target.select()} />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button kind="ghost" onClick={onDone}>
          {peopleCopy.done}
        </Button>
        <Button kind="primary" onClick={() => void copy()}>
          {copied ? peopleCopy.copied : peopleCopy.copy}
        </Button>
      </div>
    </div>
  );
}
