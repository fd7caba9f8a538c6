"use client";

import { signIn } from "next-auth/react";
import { type FormEvent, useState, useSyncExternalStore } from "react";
import { z } from "zod";
import { whenOf } from "#components/copy/format.ts";
import { siteCopy as copy } from "#components/copy/site.ts";

const tooManyPrefix = "too_many_attempts:";

/** What people read for the answer of the door. */
export function sentenceFor(code: string): string {
  if (code.startsWith(tooManyPrefix))
    return copy.tooMany(whenOf(code.slice(tooManyPrefix.length), Date.now()));
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

function missingIn({ email, password }: z.infer<typeof written>): Missing {
  return {
    ...(email.trim() === "" && { email: copy.needEmail }),
    ...(password === "" && { password: copy.needPassword }),
  };
}

/** The sending of the form, what is missing in it and what it was answered with. */
export function useSignIn(target: string, code: string | null) {
  const ready = useReady();
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState<Missing>({});
  const [fault, setFault] = useState(code === null ? null : sentenceFor(code));

  const enter = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const given = written.parse(Object.fromEntries(new FormData(event.currentTarget)));
    const absent = missingIn(given);
    setMissing(absent);
    if (Object.keys(absent).length > 0) return;
    setBusy(true);
    setFault(null);
    const answer = await signIn("credentials", { ...given, redirect: false }).catch(() => undefined);
    if (answer?.ok && !answer.error) return location.assign(target);
    setFault(sentenceFor(answer?.error ?? "unavailable"));
    setBusy(false);
  };
  return { ready, busy, missing, fault, enter, forget: () => setMissing({}) };
}
