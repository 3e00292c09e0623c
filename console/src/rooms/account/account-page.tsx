import { Anchor, Button, Card, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LanguageSelect, LinkButton, Page, ProblemAlert, sayDone, useMe, useProblemForm } from "../../shell/index.ts";
import type { Me } from "../../shell/index.ts";
import { useSetMyLanguage, useUpdateMe } from "./use-account.ts";

/** The signed-in person's own name and password. */
export function AccountPage() {
  const { t } = useTranslation();
  const me = useMe();

  return (
    <Page title={t("shell.accountTitle")}>
      <Stack maw={560}>
        {me.kind === "administrator" ? (
          <>
            <DetailsForm />
            <LanguageCard />
            <SecurityCard />
          </>
        ) : (
          <PortalAccount me={me} />
        )}
      </Stack>
    </Page>
  );
}

/** The console speaks English; mails come in what the administrator reads. */
function LanguageCard() {
  const { t } = useTranslation();
  const me = useMe();
  const setLanguage = useSetMyLanguage();

  return (
    <Card component="section" aria-labelledby="account-language">
      <Stack>
        <Title order={2} id="account-language">
          {t("common.language")}
        </Title>
        <ProblemAlert error={setLanguage.error} />
        <LanguageSelect
          label={t("shell.accountLanguage")}
          description={t("shell.accountLanguageHelp")}
          placeholder={t("shell.accountLanguageNone")}
          value={setLanguage.isPending ? setLanguage.variables : me.language}
          onChange={(language) => setLanguage.mutate(language, { onSuccess: () => sayDone(t("shell.accountLanguageSaved")) })}
        />
      </Stack>
    </Card>
  );
}

function SecurityCard() {
  const { t } = useTranslation();

  return (
    <Card component="section" aria-labelledby="account-security">
      <Group justify="space-between">
        <div>
          <Title order={2} id="account-security">
            {t("account.security")}
          </Title>
          <Text c="dimmed" size="sm">
            {t("account.securityText")}
          </Text>
        </div>
        <LinkButton variant="default" to="/account/security">
          {t("account.securityOpen")}
        </LinkButton>
      </Group>
    </Card>
  );
}

/** Run users look after name and password in their portal. */
function PortalAccount({ me }: { me: Me }) {
  const { t } = useTranslation();

  return (
    <Card component="section" aria-labelledby="account-details">
      <Stack>
        <Title order={2} id="account-details">
          {t("shell.accountDetails")}
        </Title>
        <TextInput label={t("common.name")} value={me.name} readOnly />
        <TextInput label={t("common.email")} value={me.email} readOnly />
        <Text size="sm">
          {t("shell.accountInPortal")}{" "}
          <Anchor href={`/p/${me.slug ?? ""}/account`} inherit>
            {t("shell.accountOpenPortal")}
          </Anchor>
        </Text>
      </Stack>
    </Card>
  );
}

function DetailsForm() {
  const { t } = useTranslation();
  const me = useMe();
  const updateMe = useUpdateMe();
  const { form, error, others, refuse, accept } = useProblemForm({ initialValues: { name: me.name } });

  const submit = form.onSubmit((values) => {
    accept();
    updateMe.mutate(values, {
      onError: refuse,
      onSuccess: () => {
        form.resetDirty();
        sayDone(t("shell.accountDetailsSaved"));
      },
    });
  });

  return (
    <Card component="section" aria-labelledby="account-details">
      <form onSubmit={submit}>
        <Stack>
          <Title order={2} id="account-details">
            {t("shell.accountDetails")}
          </Title>
          <ProblemAlert error={error} others={others} />
          <TextInput label={t("common.name")} name="name" autoComplete="name" required maxLength={100} {...form.getInputProps("name")} />
          <TextInput label={t("common.email")} value={me.email} readOnly description={t("shell.accountEmailHelp")} />
          <Group>
            <Button type="submit" disabled={!form.isDirty()} loading={updateMe.isPending}>
              {t("common.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
