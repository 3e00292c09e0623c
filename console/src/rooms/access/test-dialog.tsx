import { Button, Group, Modal, SegmentedControl, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { policyTest, subjectType as subjectTypes } from "@latchkey/contract";
import type { PolicyTest } from "@latchkey/contract";
import { ProblemAlert } from "../../shell/index.ts";
import { CircumstancesFields } from "./circumstances-fields.tsx";
import { EffectChoice } from "./effect-choice.tsx";
import { offeredActions, offeredResourceTypes } from "./offered-actions.ts";
import { labelOfAction, labelOfType, subjectKeys } from "./policy-words.ts";
import { emptyTestForm, toTest } from "./test-form.ts";
import type { TestForm, TestSide } from "./test-form.ts";
import { TestSideFields } from "./test-side-fields.tsx";
import { useCatalogue } from "./use-catalogue.ts";

interface TestDialogProps {
  /** Names that other tests of the policy have. */
  taken: readonly string[];
  error: unknown;
  isSaving: boolean;
  onSave: (test: PolicyTest) => void;
  onClose: () => void;
}

/** A new test: who, what, with what, and what the answer must be. */
export function TestDialog({ taken, error, isSaving, onSave, onClose }: TestDialogProps) {
  const { t } = useTranslation();
  const [form, setForm] = useState<TestForm>(emptyTestForm);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const change = (part: Partial<TestForm>) => setForm((before) => ({ ...before, ...part }));

  function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    const parsed = policyTest.safeParse(toTest(form));
    if (!parsed.success) {
      setErrors(Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join("."), message])));
      return;
    }
    if (taken.includes(parsed.data.name)) setErrors({ name: t("policies.tests.nameTaken") });
    else onSave(parsed.data);
  }

  return (
    <Modal opened onClose={onClose} size="lg" title={t("policies.tests.newTitle")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label={t("policies.tests.name")}
            description={t("policies.tests.nameHelp")}
            required
            maxLength={100}
            data-autofocus
            value={form.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={errors["name"]}
          />
          <TestParties form={form} errors={errors} onChange={change} />
          <CircumstancesFields value={form.circumstances} onChange={(circumstances) => change({ circumstances })} errors={errors} />
          <Group gap="sm">
            {t("policies.tests.expected")}
            <EffectChoice number={1} value={form.expected} onChange={(expected) => change({ expected })} />
          </Group>
          <ProblemAlert error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={isSaving}>
              {t("policies.tests.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface TestPartiesProps {
  form: TestForm;
  errors: Readonly<Record<string, string>>;
  onChange: (change: Partial<TestForm>) => void;
}

/** Who asks, and for what. */
function TestParties({ form, errors, onChange }: TestPartiesProps) {
  const { t } = useTranslation();
  const catalogue = useCatalogue();
  const { subject, resource } = form;
  const actions = offeredActions(catalogue, resource.type, [subject.type]);

  function chooseResource(side: Partial<TestSide>) {
    const next = { ...resource, ...side };
    const offered = offeredActions(catalogue, next.type, [subject.type]);
    onChange({ resource: next, action: offered.includes(form.action) ? form.action : (offered[0] ?? form.action) });
  }

  return (
    <>
      <Stack gap="xs" role="group" aria-label={t("policies.tests.who")}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select
            label={t("policies.tests.whoKind")}
            data={subjectTypes.options.map((type) => ({ value: type, label: t(subjectKeys[type].name) }))}
            value={subject.type}
            onChange={(type) => type !== null && onChange({ subject: { ...subject, type, id: "" } })}
            allowDeselect={false}
          />
          <KindChoice value={subject.kind} onChange={(kind) => onChange({ subject: { ...subject, kind } })} />
        </SimpleGrid>
        <TestSideFields
          side={subject}
          hasGroups
          onChange={(part) => onChange({ subject: { ...subject, ...part } })}
          error={errors["subject.id"]}
        />
      </Stack>
      <Stack gap="xs" role="group" aria-label={t("policies.tests.what")}>
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <Select
            label={t("policies.tests.whatKind")}
            data={offeredResourceTypes(catalogue, [subject.type]).map((type) => ({ value: type, label: labelOfType(t, type) }))}
            value={resource.type}
            onChange={(type) => type !== null && chooseResource({ type, id: "" })}
            allowDeselect={false}
          />
          <Select
            label={t("access.explain.action")}
            data={[...new Set([...actions, form.action])].map((action) => ({ value: action, label: labelOfAction(t, action) }))}
            value={form.action}
            onChange={(action) => action !== null && onChange({ action })}
            allowDeselect={false}
          />
          <KindChoice value={resource.kind} onChange={(kind) => chooseResource({ kind })} />
        </SimpleGrid>
        <TestSideFields side={resource} hasGroups={false} onChange={chooseResource} error={errors["resource.id"]} />
      </Stack>
    </>
  );
}

function KindChoice({ value, onChange }: { value: TestSide["kind"]; onChange: (kind: TestSide["kind"]) => void }) {
  const { t } = useTranslation();

  return (
    <SegmentedControl<TestSide["kind"]>
      aria-label={t("policies.tests.kind")}
      value={value}
      onChange={onChange}
      style={{ alignSelf: "end" }}
      data={[
        { value: "id", label: t("policies.tests.existing") },
        { value: "hypothetical", label: t("policies.tests.thoughtUp") },
      ]}
    />
  );
}
