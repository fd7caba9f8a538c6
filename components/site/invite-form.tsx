"use client";

import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { fieldErrorOf, sentenceOf } from "#components/copy/errors.ts";
import { siteCopy as copy } from "#components/copy/site.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";
import { ApiError, call } from "#lib/http/client.ts";
import { Fault } from "./sign-in-form.tsx";

/** Turns an invitation into an account and enters with it. */
export function InviteForm({ token }: { token: string }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);

  const accept = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    try {
      const { email } = await call("acceptInvitation", { token, name, password });
      await signIn("credentials", { email, password, callbackUrl: "/create" });
    } catch (fault) {
      setRefusal(fault);
      setBusy(false);
    }
  };
  const faults = { name: fieldErrorOf(refusal, "name"), password: fieldErrorOf(refusal, "password") };
  const gone = refusal instanceof ApiError && refusal.problem.code === "not_found";
  const general =
    refusal && !faults.name && !faults.password ? (gone ? copy.inviteGone : sentenceOf(refusal)) : null;
  return (
    <form onSubmit={accept} className="grid gap-4">
      <Field label={copy.inviteName} error={faults.name}>
        {(control) => (
          <Input
            {...control}
            tall
            required
            maxLength={80}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={copy.password} hint={copy.invitePasswordHint} error={faults.password}>
        {(control) => <NewPassword {...control} value={password} onValueChange={setPassword} />}
      </Field>
      {general && <Fault sentence={general} />}
      <Button type="submit" kind="primary" size="lg" busy={busy} className="w-full rounded-control">
        {copy.inviteAccept}
      </Button>
    </form>
  );
}

type NewPasswordProps = { id: string; value: string; onValueChange: (value: string) => void };

function NewPassword({ onValueChange, ...control }: NewPasswordProps) {
  return (
    <PasswordInput
      {...control}
      tall
      required
      minLength={10}
      maxLength={200}
      autoComplete="new-password"
      showLabel={copy.showPassword}
      hideLabel={copy.hidePassword}
      onChange={(event) => onValueChange(event.target.value)}
    />
  );
}
