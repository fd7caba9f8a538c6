"use client";

import { CircleAlert } from "lucide-react";
import { signIn } from "next-auth/react";
import { type FormEvent, useRef, useState, useSyncExternalStore } from "react";
import { z } from "zod";
import { whenOf } from "#components/copy/format.ts";
import { siteCopy as copy, demoAccounts, demoPassword } from "#components/copy/site.ts";
import { Button } from "#components/ui/button.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";

export type OauthName = "github" | "google";

type SignInFormProps = {
  /** Where to go afterwards; a path of this site. */
  target: string;
  providers: readonly OauthName[];
  demo: boolean;
  /** What next-auth came back with in the address. */
  code: string | null;
};

/** What people read for the answer of the door. */
function sentenceFor(code: string): string {
  if (code.startsWith("too_many_attempts:")) {
    return copy.tooMany(whenOf(code.slice("too_many_attempts:".length), Date.now()));
  }
  if (code === "wrong_credentials" || code === "CredentialsSignin") return copy.wrong;
  return code === "AccessDenied" || code === "OAuthAccountNotLinked" ? copy.denied : copy.unavailable;
}

/** False until the page answers to events: before that a press would leave it. */
const useReady = () =>
  useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );

const written = z.object({ email: z.string(), password: z.string() });
type Missing = { email?: string; password?: string };

/** Email and password, the providers that are set up, and on a demo installation its accounts. */
export function SignInForm({ target, providers, demo, code }: SignInFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const ready = useReady();
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState<Missing>({});
  const [fault, setFault] = useState(code === null ? null : sentenceFor(code));

  const enter = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const { email, password } = written.parse(Object.fromEntries(new FormData(event.currentTarget)));
    const absent = {
      ...(email.trim() === "" && { email: copy.needEmail }),
      ...(password === "" && { password: copy.needPassword }),
    };
    setMissing(absent);
    if (Object.keys(absent).length > 0) return;
    setBusy(true);
    setFault(null);
    const answer = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
    if (answer?.ok && !answer.error) return location.assign(target);
    setFault(sentenceFor(answer?.error ?? "unavailable"));
    setBusy(false);
  };
  const fill = (email: string) => {
    for (const [name, value] of Object.entries({ email, password: demoPassword })) {
      const control = form.current?.elements.namedItem(name);
      if (control instanceof HTMLInputElement) control.value = value;
    }
    setChosen(email);
    setMissing({});
  };
  return (
    <div className="grid gap-4">
      <form ref={form} method="post" onSubmit={enter} noValidate className="grid gap-4">
        <Field label={copy.email} error={missing.email}>
          {(control) => <Input {...control} tall type="email" name="email" autoComplete="username" />}
        </Field>
        <Field label={copy.password} error={missing.password}>
          {(control) => (
            <PasswordInput
              {...control}
              tall
              name="password"
              autoComplete="current-password"
              showLabel={copy.showPassword}
              hideLabel={copy.hidePassword}
            />
          )}
        </Field>
        {fault && (
          <p role="alert" className="flex items-start gap-2 text-dense text-danger">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {fault}
          </p>
        )}
        <Button
          type="submit"
          kind="primary"
          size="lg"
          busy={busy}
          disabled={!ready}
          className="w-full rounded-control font-semibold disabled:border-transparent disabled:bg-accent disabled:text-on-accent disabled:hover:bg-accent"
        >
          {copy.signIn}
        </Button>
      </form>
      {providers.length > 0 && (
        <div className="flex gap-2">
          {providers.map((name) => (
            <Button
              key={name}
              className="h-11 grow"
              onClick={() => void signIn(name, { callbackUrl: target })}
            >
              {copy[name]}
            </Button>
          ))}
        </div>
      )}
      {demo && (
        <section className="mt-3 grid gap-3 border-t pt-5">
          <p className="text-dense text-muted">
            {copy.demo} <strong className="font-semibold text-text">{demoPassword}</strong>
          </p>
          <div className="flex flex-wrap gap-2">
            {demoAccounts.map((account) => (
              <Chip
                key={account.role}
                selected={chosen === account.email}
                disabled={!ready}
                onClick={() => fill(account.email)}
              >
                {copy.demoRoles[account.role]}
              </Chip>
            ))}
          </div>
        </section>
      )}
    </div>
  );
}
