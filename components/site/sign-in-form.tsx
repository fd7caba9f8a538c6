"use client";

import { CircleAlert } from "lucide-react";
import { signIn } from "next-auth/react";
import { useRef } from "react";
import { siteCopy as copy, demoPassword } from "#components/copy/site.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";
import { DemoAccounts } from "./demo-accounts.tsx";
import { useSignIn } from "./use-sign-in.ts";

export type OauthName = "github" | "google";

type SignInFormProps = {
  /** Where to go afterwards; a path of this site. */
  target: string;
  providers: readonly OauthName[];
  demo: boolean;
  /** What next-auth came back with in the address. */
  code: string | null;
};

/** Email and password, the providers that are set up, and on a demo installation its accounts. */
export function SignInForm({ target, providers, demo, code }: SignInFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const { ready, busy, missing, fault, enter, forget } = useSignIn(target, code);
  const fill = (email: string) => {
    for (const [name, value] of Object.entries({ email, password: demoPassword })) {
      const control = form.current?.elements.namedItem(name);
      if (control instanceof HTMLInputElement) control.value = value;
    }
    forget();
  };
  return (
    <div className="grid gap-4">
      <form ref={form} method="post" onSubmit={enter} noValidate className="grid gap-4">
        <Field label={copy.email} error={missing.email}>
          {(control) => <Input {...control} tall type="email" name="email" autoComplete="username" />}
        </Field>
        <Field label={copy.password} error={missing.password}>
          {(control) => <Password {...control} />}
        </Field>
        {fault && <Fault sentence={fault} />}
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
      {demo && <DemoAccounts ready={ready} onChoose={fill} />}
    </div>
  );
}

type PasswordProps = { id: string };

function Password(control: PasswordProps) {
  return (
    <PasswordInput
      {...control}
      tall
      name="password"
      autoComplete="current-password"
      showLabel={copy.showPassword}
      hideLabel={copy.hidePassword}
    />
  );
}

/** What a form was answered with, said at once to a screen reader. */
export function Fault({ sentence }: { sentence: string }) {
  return (
    <p role="alert" className="flex items-start gap-2 text-dense text-danger">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {sentence}
    </p>
  );
}
