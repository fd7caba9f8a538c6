"use client";

import { useQuery } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { signOut } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { settingsCopy as copy } from "#components/copy/account.ts";
import { fieldErrorOf, sentenceOf } from "#components/copy/errors.ts";
import { shellCopy } from "#components/copy/shell.ts";
import { queryKeys } from "#components/live/query-keys.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { useTheme } from "#components/shell/use-theme.ts";
import { LoadFailure } from "#components/studio/load-failure.tsx";
import { useUpdateMe } from "#components/studio/use-api.ts";
import { NotifyButton } from "#components/studio/video/notify-button.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { MeView } from "#lib/contract/people.ts";
import { call } from "#lib/http/client.ts";

/** Name, look, notifications and the way out. */
export function SettingsPage() {
  const me = useQuery({ queryKey: queryKeys.me, queryFn: ({ signal }) => call("getMe", {}, { signal }) });
  const [theme, setTheme] = useTheme();
  return (
    <>
      <TopBar title={copy.title} />
      <div className="grid w-full max-w-160 gap-4 px-4 py-5 tablet:px-8">
        <Card title={copy.profile}>
          {me.data && <Profile key={me.data.name} me={me.data} />}
          {me.isPending && <Skeleton className="h-48" />}
          {me.isError && !me.data && <LoadFailure error={me.error} onRetry={() => void me.refetch()} />}
        </Card>
        <Card title={copy.look}>
          <Segmented
            label={shellCopy.theme}
            value={theme}
            onValueChange={setTheme}
            options={[
              { value: "system", label: shellCopy.themeSystem },
              { value: "dark", label: shellCopy.themeDark },
              { value: "light", label: shellCopy.themeLight },
            ]}
          />
          <p className="mt-2 text-label text-muted">{copy.themeHint}</p>
        </Card>
        <Card title={copy.notifications}>
          <p className="mb-3 text-dense text-muted">{copy.notificationsText}</p>
          <NotifyButton />
        </Card>
        <Card title={copy.session}>
          <p className="mb-3 text-dense text-muted">{copy.sessionText}</p>
          <Button icon={LogOut} onClick={() => void signOut({ callbackUrl: "/sign-in" })}>
            {shellCopy.signOut}
          </Button>
        </Card>
      </div>
    </>
  );
}

const nameLengthMax = 80;

function Profile({ me }: { me: MeView }) {
  const [name, setName] = useState(me.name);
  const update = useUpdateMe();
  const router = useRouter();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate(name, {
      onSuccess: () => {
        toast.success(copy.saved);
        router.refresh();
      },
    });
  };
  const fault = update.isError ? (fieldErrorOf(update.error, "name") ?? sentenceOf(update.error)) : undefined;
  return (
    <form onSubmit={onSubmit} className="grid gap-5">
      <Field label={copy.name} hint={copy.nameHint} error={fault}>
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              required
              maxLength={nameLengthMax}
              autoComplete="name"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Button type="submit" kind="inverse" busy={update.isPending} disabled={name.trim() === me.name}>
              {copy.save}
            </Button>
          </div>
        )}
      </Field>
      <Facts
        facts={[
          { label: copy.email, value: me.email },
          { label: copy.role, value: shellCopy.roles[me.role] },
        ]}
      />
    </form>
  );
}
