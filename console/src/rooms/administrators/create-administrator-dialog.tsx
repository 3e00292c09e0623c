import { Button, Group, Modal, Stack, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Administrator, PasswordLink } from "@latchkey/contract";
import { PasswordLinkView, ProblemAlert, useProblemForm } from "../../shell/index.ts";
import { ProfilePicker } from "./profile-picker.tsx";
import { useCreateAdministrator } from "./use-administrators.ts";

interface Created {
  administrator: Administrator;
  passwordLink: PasswordLink;
}

interface CreateAdministratorDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** A form, then the one-time link with which the new administrator chooses a password. */
export function CreateAdministratorDialog({ isOpen, onClose }: CreateAdministratorDialogProps) {
  const { t } = useTranslation();
  const [created, setCreated] = useState<Created | null>(null);
  const title = created === null ? t("settings.newAdministrator") : t("shell.passwordLinkTitle", { name: created.administrator.name });

  function close() {
    setCreated(null);
    onClose();
  }

  return (
    <Modal opened={isOpen} onClose={close} title={title} size="lg" closeButtonProps={{ "aria-label": t("common.close") }}>
      {created === null ? (
        <CreateAdministratorForm onClose={close} onCreated={setCreated} />
      ) : (
        <PasswordLinkView name={created.administrator.name} passwordLink={created.passwordLink} onClose={close} />
      )}
    </Modal>
  );
}

function CreateAdministratorForm({ onClose, onCreated }: { onClose: () => void; onCreated: (created: Created) => void }) {
  const { t } = useTranslation();
  const createAdministrator = useCreateAdministrator();
  const { form, error, others, refuse, accept } = useProblemForm({
    initialValues: { name: "", email: "", isSuper: false, profileIds: [] as string[], limitedProfileIds: [] as string[] },
  });

  const submit = form.onSubmit((values) => {
    accept();
    createAdministrator.mutate(values, { onError: refuse, onSuccess: onCreated });
  });

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={error} others={others} />
        <TextInput label={t("settings.administratorName")} required maxLength={100} data-autofocus {...form.getInputProps("name")} />
        <TextInput label={t("common.email")} type="email" required autoComplete="off" {...form.getInputProps("email")} />
        <ProfilePicker value={form.values} onChange={(memberships) => form.setValues(memberships)} isDisabled={form.values.isSuper} />
        <Switch
          label={t("settings.administratorSuper")}
          description={t("settings.administratorSuperHelp")}
          {...form.getInputProps("isSuper", { type: "checkbox" })}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={createAdministrator.isPending}>
            {t("settings.administratorCreate")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
