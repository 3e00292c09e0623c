import { Button, Group, Modal, Stack } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert, sayDone, useProblemForm } from "../../shell/index.ts";
import { ProfileFields } from "./profile-fields.tsx";
import type { ProfileFieldValues } from "./profile-fields.tsx";
import { suggestSlug } from "./suggest-slug.ts";
import { useCreateProfile } from "./use-profiles.ts";

interface CreateProfileDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

export function CreateProfileDialog({ isOpen, onClose }: CreateProfileDialogProps) {
  const { t } = useTranslation();

  return (
    <Modal opened={isOpen} onClose={onClose} title={t("shell.newProfile")} size="lg" closeButtonProps={{ "aria-label": t("common.close") }}>
      <CreateProfileForm onClose={onClose} />
    </Modal>
  );
}

function CreateProfileForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const createProfile = useCreateProfile();
  const [isSlugOwn, setIsSlugOwn] = useState(false);
  const { form, error, others, refuse, accept } = useProblemForm<ProfileFieldValues>({
    initialValues: { name: "", slug: "", timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, language: "en" },
  });

  const submit = form.onSubmit((values) => {
    accept();
    createProfile.mutate(values, {
      onError: refuse,
      onSuccess: async (profile) => {
        sayDone(t("shell.profileCreated"));
        onClose();
        await navigate({ to: "/profiles/$profileId", params: { profileId: profile.id } });
      },
    });
  });

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={error} others={others} />
        <ProfileFields
          form={form}
          onSlugChange={() => setIsSlugOwn(true)}
          onNameChange={(name) => {
            if (!isSlugOwn) form.setFieldValue("slug", suggestSlug(name));
          }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={createProfile.isPending}>
            {t("shell.createProfile")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
