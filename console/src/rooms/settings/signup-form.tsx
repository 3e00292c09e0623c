import { Alert, Button, Group, Stack, Switch, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Profile } from "@latchkey/contract";
import { fieldErrors, LeaveGuard, ProblemAlert, sayDone } from "../../shell/index.ts";
import { useUpdateProfile } from "../profiles/index.ts";
import { emptyField, move, selfSetKeys, toDraft, toSettings } from "./signup-fields.ts";
import type { FieldDraft } from "./signup-fields.ts";
import { SignupFieldEditor } from "./signup-field-editor.tsx";
import { VerificationChoice } from "./verification-choice.tsx";

/** Whether people may sign up, and what the form asks them. */
export function SignupForm({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const update = useUpdateProfile(profile.id);
  const [isEnabled, setIsEnabled] = useState(profile.signup.isEnabled);
  const [verification, setVerification] = useState(profile.signup.verification);
  const [fields, setFields] = useState<FieldDraft[]>(profile.signup.fields.map(toDraft));

  const isDirty =
    JSON.stringify(toSettings(isEnabled, verification, fields)) !==
    JSON.stringify(toSettings(profile.signup.isEnabled, profile.signup.verification, profile.signup.fields.map(toDraft)));

  function save(event: React.FormEvent) {
    event.preventDefault();
    update.mutate(
      { signup: toSettings(isEnabled, verification, fields) },
      {
        onSuccess: ({ signup }) => {
          setFields(signup.fields.map(toDraft));
          sayDone(t("settings.signUpSaved"));
        },
      },
    );
  }

  return (
    <form onSubmit={save}>
      <Stack maw={720}>
        <LeaveGuard isDirty={isDirty} />
        <ProblemAlert error={update.error} others={fieldErrors(update.error, []).others} />
        <Switch
          label={t("settings.signUpEnabled")}
          description={t("settings.signUpEnabledHelp")}
          checked={isEnabled}
          onChange={(event) => setIsEnabled(event.currentTarget.checked)}
        />
        <VerificationChoice value={verification} onChange={setVerification} />
        <FieldList fields={fields} onChange={setFields} />
        <SelfSetWarning keys={selfSetKeys(fields)} />
        <Group>
          <Button type="submit" disabled={!isDirty} loading={update.isPending}>
            {t("settings.signUpSave")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface FieldListProps {
  fields: readonly FieldDraft[];
  onChange: (fields: FieldDraft[]) => void;
}

function FieldList({ fields, onChange }: FieldListProps) {
  const { t } = useTranslation();

  return (
    <Stack component="section" aria-labelledby="signup-fields" gap="sm">
      <div>
        <Title order={2} id="signup-fields">
          {t("settings.signUpFields")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("settings.signUpFieldsText")}
        </Text>
      </div>
      {fields.length === 0 && <Text size="sm">{t("settings.signUpNoFields")}</Text>}
      {fields.map((field, index) => (
        <SignupFieldEditor
          // Fields have no identity of their own: they are controlled wholly by their place.
          key={index}
          field={field}
          number={index + 1}
          count={fields.length}
          onChange={(next) => onChange(fields.map((each, at) => (at === index ? next : each)))}
          onMove={(by) => onChange(move(fields, index, by))}
          onRemove={() => onChange(fields.filter((_, at) => at !== index))}
        />
      ))}
      <Group>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange([...fields, emptyField()])}>
          {t("settings.signUpAddField")}
        </Button>
      </Group>
    </Stack>
  );
}

function SelfSetWarning({ keys }: { keys: readonly string[] }) {
  const { t } = useTranslation();
  if (keys.length === 0) return null;

  return <Alert color="orange">{t("settings.signUpSelfSet", { keys: keys.join(", ") })}</Alert>;
}
