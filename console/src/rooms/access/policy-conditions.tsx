import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { ConditionsEditor } from "./conditions-editor.tsx";
import { describeConditions } from "./describe-conditions.ts";
import type { Describing } from "./describe-policy.ts";
import type { FormErrors, PolicyFormState } from "./use-policy-form.ts";

/** When the policy counts; folded away while it always does. */
export function PolicyConditions({ state, describing }: { state: PolicyFormState; describing: Describing }) {
  const { t } = useTranslation();
  const bodyId = useId();
  const { conditions } = state.form;
  const errors = below(state.errors, "conditions");
  const [isOpened, opening] = useDisclosure(Object.keys(conditions).length > 0);
  const isOpen = isOpened || Object.keys(errors).length > 0;

  return (
    <Stack component="section" gap="xs" aria-labelledby="policy-conditions">
      <Group justify="space-between" gap="xs">
        <Title order={2} id="policy-conditions">
          {t("policies.conditions.title")}
        </Title>
        <Button variant="default" size="xs" onClick={opening.toggle} aria-expanded={isOpen} aria-controls={bodyId}>
          {isOpen ? t("policies.conditions.hide") : t("policies.conditions.show")}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {describeConditions(conditions, describing) || t("policies.conditions.none")}
      </Text>
      <div id={bodyId} hidden={!isOpen}>
        {isOpen ? <ConditionsEditor value={conditions} onChange={(next) => state.change({ conditions: next })} errors={errors} /> : null}
      </div>
    </Stack>
  );
}

function below(errors: FormErrors, part: string): FormErrors {
  return Object.fromEntries(
    Object.entries(errors)
      .filter(([path]) => path === part || path.startsWith(`${part}.`))
      .map(([path, message]) => [path.slice(part.length + 1), message]),
  );
}
