import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Administrator } from "@latchkey/contract";
import { ProblemAlert, sayDone, useProblemForm } from "../../shell/index.ts";
import { ProfilePicker } from "./profile-picker.tsx";
import { useUpdateAdministrator } from "./use-administrators.ts";

interface EditAdministratorDialogProps {
  administrator: Administrator;
  onClose: () => void;
}

export function EditAdministratorDialog({ administrator, onClose }: EditAdministratorDialogProps) {
  const { t } = useTranslation();
  const update = useUpdateAdministrator();
  const { form, error, others, refuse, accept } = useProblemForm({
    initialValues: {
      name: administrator.name,
      profileIds: administrator.profiles.map((profile) => profile.id),
      limitedProfileIds: administrator.profiles.filter((profile) => profile.isLimited).map((profile) => profile.id),
    },
  });

  const submit = form.onSubmit((changes) => {
    accept();
    update.mutate(
      { administratorId: administrator.id, changes },
      {
        onError: refuse,
        onSuccess: () => {
          sayDone(t("settings.administratorSaved"));
          onClose();
        },
      },
    );
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("settings.administratorEditTitle", { name: administrator.name })}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={submit}>
        <Stack>
          <ProblemAlert error={error} others={others} />
          <TextInput label={t("settings.administratorName")} required maxLength={100} data-autofocus {...form.getInputProps("name")} />
          <ProfilePicker value={form.values} onChange={(memberships) => form.setValues(memberships)} isDisabled={administrator.isSuper} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={update.isPending}>
              {t("common.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
