import { Alert, Anchor, Button, Group, Stack } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Profile } from "@latchkey/contract";
import { LeaveGuard, ProblemAlert, sayDone, useProblemForm } from "../../shell/index.ts";
import { ProfileFields, useUpdateProfile } from "../profiles/index.ts";
import type { ProfileFieldValues } from "../profiles/index.ts";

export function ProfileForm({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const update = useUpdateProfile(profile.id);
  const { form, error, others, refuse, accept } = useProblemForm<ProfileFieldValues>({
    initialValues: { name: profile.name, slug: profile.slug, timeZone: profile.timeZone, language: profile.language },
  });

  const submit = form.onSubmit((values) => {
    accept();
    update.mutate(values, {
      onError: refuse,
      onSuccess: () => {
        form.resetDirty();
        sayDone(t("settings.profileSaved"));
      },
    });
  });

  return (
    <form onSubmit={submit}>
      <Stack maw={560}>
        <LeaveGuard isDirty={form.isDirty()} />
        <ProblemAlert error={error} others={others} />
        <ProfileFields form={form} />
        {form.values.slug !== profile.slug && <Alert color="orange">{t("settings.slugWarning")}</Alert>}
        <Group>
          <Button type="submit" disabled={!form.isDirty()} loading={update.isPending}>
            {t("common.save")}
          </Button>
          <Anchor href={`/p/${profile.slug}`} target="_blank">
            <Group gap={4} component="span">
              {t("settings.openPortal")}
              <IconExternalLink size={16} aria-hidden />
            </Group>
          </Anchor>
        </Group>
      </Stack>
    </form>
  );
}
