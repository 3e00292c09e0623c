import { Button, Card, Group, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { User } from "@latchkey/contract";
import { CopyField, Time } from "@latchkey/ui";
import { LanguageSelect, ProblemAlert, sayDone, useProblemForm } from "../../shell/index.ts";
import { useUpdateUser } from "./use-users.ts";
import { sourceWords } from "./user-words.ts";

export function UserOverview({ user }: { user: User }) {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <DetailsCard user={user} />
      <FactsCard user={user} />
    </SimpleGrid>
  );
}

function DetailsCard({ user }: { user: User }) {
  const { t } = useTranslation();
  const update = useUpdateUser(user.id);
  const { form, error, others, refuse, accept } = useProblemForm({ initialValues: valuesOf(user) });
  const isReadOnly = user.status === "deleted";

  const submit = form.onSubmit(({ name, email, language }) => {
    accept();
    update.mutate(user.isAnonymous ? { name } : { name, email, language }, {
      onError: refuse,
      onSuccess: (saved) => {
        form.setInitialValues(valuesOf(saved));
        form.reset();
        sayDone(t("users.detailsSaved"));
      },
    });
  });

  return (
    <Card component="section" aria-labelledby="user-details">
      <form onSubmit={submit}>
        <Stack>
          <Title order={2} id="user-details">
            {t("users.details")}
          </Title>
          <ProblemAlert error={error} others={others} />
          <TextInput
            label={t("common.name")}
            required
            maxLength={100}
            readOnly={isReadOnly}
            autoComplete="off"
            {...form.getInputProps("name")}
          />
          {!user.isAnonymous && (
            <>
              <TextInput
                label={t("common.email")}
                type="email"
                required
                readOnly={isReadOnly}
                autoComplete="off"
                {...form.getInputProps("email")}
              />
              <LanguageSelect
                label={t("common.language")}
                description={t("users.languageHelp")}
                placeholder={t("users.languageOfProfile")}
                value={form.values.language}
                onChange={(language) => form.setFieldValue("language", language)}
                readOnly={isReadOnly}
              />
            </>
          )}
          {!isReadOnly && (
            <Group>
              <Button type="submit" disabled={!form.isDirty()} loading={update.isPending}>
                {t("common.save")}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Card>
  );
}

function valuesOf(user: User) {
  return { name: user.name, email: user.email ?? "", language: user.language };
}

function FactsCard({ user }: { user: User }) {
  const { t } = useTranslation();

  return (
    <Card component="section" aria-labelledby="user-facts">
      <Stack>
        <Title order={2} id="user-facts">
          {t("users.facts")}
        </Title>
        <SimpleGrid component="dl" cols={2} m={0} verticalSpacing="xs">
          <Fact label={t("users.factSource")}>{t(sourceWords[user.source])}</Fact>
          <Fact label={t("users.factCreated")}>
            <Time value={user.createdAt} />
          </Fact>
          {!user.isAnonymous && (
            <>
              <Fact label={t("users.factLastSignIn")}>
                <Time value={user.lastSignInAt} />
              </Fact>
              <Fact label={t("users.factPassword")}>{user.hasPassword ? t("users.factPasswordSet") : t("users.factPasswordNone")}</Fact>
            </>
          )}
          {user.suspendedAt !== null && (
            <Fact label={t("users.factSuspended")}>
              <Time value={user.suspendedAt} />
            </Fact>
          )}
          {user.deletedAt !== null && (
            <Fact label={t("users.factDeleted")}>
              <Time value={user.deletedAt} />
            </Fact>
          )}
        </SimpleGrid>
        <CopyField label={t("users.factId")} value={user.id} />
      </Stack>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0}>
        {children}
      </Text>
    </div>
  );
}
