import { Button, Checkbox, Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Tag } from "@latchkey/contract";
import { TagEditor } from "@latchkey/ui";
import { NewPasswordInput } from "@latchkey/account";
import { LanguageSelect, LeaveGuard, ProblemAlert, sayDone, useProblemForm } from "../../shell/index.ts";
import type { CreateOutcome } from "./created-user.tsx";
import { tagErrors, toTags } from "./tag-rows.ts";
import { useTagSuggestions } from "./use-tag-suggestions.ts";
import { useCreateUser } from "./use-users.ts";

interface CreateUserFormProps {
  tags: Tag[];
  isAnother: boolean;
  onCreated: (outcome: CreateOutcome) => void;
  onClose: () => void;
}

export function CreateUserForm({ tags, isAnother, onCreated, onClose }: CreateUserFormProps) {
  const { t } = useTranslation();
  const createUser = useCreateUser();
  const suggestions = useTagSuggestions();
  const { form, error, others, refuse, accept } = useProblemForm({
    initialValues: {
      name: "",
      email: "",
      password: "",
      language: null as string | null,
      tags,
      hasPassword: false,
      isAnotherWanted: isAnother,
    },
  });
  const { values } = form;

  const submit = form.onSubmit(({ name, email, password, language, tags: rows, hasPassword, isAnotherWanted }) => {
    accept();
    createUser.mutate(
      { name, email, tags: toTags(rows), ...(hasPassword ? { password } : {}), ...(language === null ? {} : { language }) },
      {
        onError: refuse,
        onSuccess: (created) => {
          sayDone(t("users.created", { name }));
          onCreated({ ...created, isAnotherWanted });
        },
      },
    );
  });

  return (
    <form onSubmit={submit}>
      <Stack>
        <LeaveGuard isDirty={form.isDirty() && !createUser.isSuccess} />
        <ProblemAlert error={error} others={others} />
        <TextInput label={t("common.name")} required maxLength={100} autoComplete="off" data-autofocus {...form.getInputProps("name")} />
        <TextInput label={t("common.email")} type="email" required autoComplete="off" {...form.getInputProps("email")} />
        <LanguageSelect
          label={t("common.language")}
          description={t("users.languageHelp")}
          placeholder={t("users.languageOfProfile")}
          value={values.language}
          onChange={(language) => form.setFieldValue("language", language)}
        />
        <SignInMode hasPassword={values.hasPassword} onChange={(hasPassword) => form.setFieldValue("hasPassword", hasPassword)} />
        {values.hasPassword && (
          <NewPasswordInput
            label={t("common.password")}
            value={values.password}
            onChange={(password) => form.setFieldValue("password", password)}
            identity={[values.name, values.email]}
            error={form.errors["password"]}
          />
        )}
        <TagEditor
          label={t("common.tags")}
          description={t("users.tagsHelp")}
          pairs={values.tags}
          onChange={(pairs) => form.setFieldValue("tags", pairs)}
          errors={tagErrors(error, values.tags)}
          {...suggestions}
        />
        <Checkbox label={t("users.createAnother")} {...form.getInputProps("isAnotherWanted", { type: "checkbox" })} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={createUser.isPending}>
            {t("users.create")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function SignInMode({ hasPassword, onChange }: { hasPassword: boolean; onChange: (hasPassword: boolean) => void }) {
  const { t } = useTranslation();

  return (
    <div>
      <Text size="sm" fw={500} mb={4} aria-hidden>
        {t("users.createMode")}
      </Text>
      <SegmentedControl
        fullWidth
        aria-label={t("users.createMode")}
        value={hasPassword ? "password" : "link"}
        onChange={(mode) => onChange(mode === "password")}
        data={[
          { value: "link", label: t("users.modeLink") },
          { value: "password", label: t("users.modePassword") },
        ]}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {hasPassword ? t("users.modePasswordHelp") : t("users.modeLinkHelp")}
      </Text>
    </div>
  );
}
