import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { User } from "@latchkey/contract";
import { NewPasswordInput } from "@latchkey/account";
import { ProblemAlert, sayDone, useProblemForm } from "../../shell/index.ts";
import { useSetUserPassword } from "./use-users.ts";

export function SetPasswordDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const setPassword = useSetUserPassword(user.id);
  const { form, error, others, refuse, accept } = useProblemForm({ initialValues: { password: "", isTemporary: true } });

  const submit = form.onSubmit((values) => {
    accept();
    setPassword.mutate(values, {
      onError: refuse,
      onSuccess: () => {
        sayDone(t("users.passwordSet"));
        onClose();
      },
    });
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("users.setPasswordTitle", { name: user.name })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={submit}>
        <Stack>
          <ProblemAlert error={error} others={others} />
          <Text>{t("users.setPasswordText")}</Text>
          <NewPasswordInput
            label={t("common.newPassword")}
            value={form.values.password}
            onChange={(password) => form.setFieldValue("password", password)}
            identity={[user.name, user.email ?? ""]}
            error={form.errors["password"]}
          />
          <Checkbox label={t("security.temporary")} {...form.getInputProps("isTemporary", { type: "checkbox" })} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={setPassword.isPending}>
              {t("users.setPassword")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
