"use client";

import { CircleAlert } from "lucide-react";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
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

/** Email and password, the providers that are set up, and on a demo installation its accounts. */
export function SignInForm({ target, providers, demo, code }: SignInFormProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [fault, setFault] = useState(code === null ? null : sentenceFor(code));

  const enter = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || email.trim() === "" || password === "") return;
    setBusy(true);
    setFault(null);
    const answer = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
    if (answer?.ok && !answer.error) return location.assign(target);
    setFault(sentenceFor(answer?.error ?? "unavailable"));
    setBusy(false);
  };
  return (
    <div className="grid gap-4">
      <form onSubmit={enter} noValidate className="grid gap-4">
        <Field label={copy.email} error={tried && email.trim() === "" ? copy.needEmail : undefined}>
          {(control) => (
            <Input
              {...control}
              tall
              type="email"
              name="email"
              autoComplete="username"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Field label={copy.password} error={tried && password === "" ? copy.needPassword : undefined}>
          {(control) => (
            <PasswordInput
              {...control}
              tall
              name="password"
              autoComplete="current-password"
              showLabel={copy.showPassword}
              hideLabel={copy.hidePassword}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
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
          className="w-full rounded-control font-semibold"
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
                selected={email === account.email}
                onClick={() => {
                  setEmail(account.email);
                  setPassword(demoPassword);
                }}
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
