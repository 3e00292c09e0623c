import { Button, Card, Group, Stack, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { DoneNote } from "@latchkey/account";
import { fieldErrors, ProblemAlert, useMe } from "../../shell/index.ts";
import { useRename } from "./use-account.ts";

/** Who is signed in; the e-mail is changed where its new one can be proved. */
export function NameCard() {
  const { t } = useTranslation();
  const me = useMe();
  const rename = useRename();
  const form = useForm({
    initialValues: { name: me.name },
    validate: { name: (name) => (name.trim() === "" ? t("portal.nameMissing") : null) },
  });
  const isChanged = form.values.name.trim() !== me.name;

  const save = form.onSubmit(({ name }) =>
    rename.mutate(name, {
      onSuccess: ({ user }) => form.setValues({ name: user.name }),
      onError: (error) => form.setErrors({ name: fieldErrors(t, error).get("name") }),
    }),
  );

  return (
    <Card component="section" padding="lg">
      <form noValidate onSubmit={save}>
        <Stack>
          <Title order={2}>{t("portal.details")}</Title>
          <ProblemAlert error={rename.error} />
          <TextInput label={t("common.name")} autoComplete="name" required maxLength={100} {...form.getInputProps("name")} />
          <TextInput
            label={t("common.email")}
            value={me.email}
            readOnly
            description={t("portal.emailHelp", { security: t("account.security") })}
          />
          <Group>
            <Button type="submit" loading={rename.isPending}>
              {t("common.save")}
            </Button>
            <DoneNote text={rename.isSuccess && !isChanged ? t("portal.nameSaved") : null} />
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
