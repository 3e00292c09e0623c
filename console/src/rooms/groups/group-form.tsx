import { Button, Fieldset, Group as Row, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Group, GroupBody } from "@latchkey/contract";
import { TagEditor } from "@latchkey/ui";
import { fieldErrors, LeaveGuard, ProblemAlert } from "../../shell/index.ts";
import { tagErrorsAt, toTags, useTagLoaders } from "../resources/index.ts";
import { ImpactSection } from "../access/index.ts";
import { RuleFields } from "./rule-fields.tsx";
import { ParentPicker } from "./parent-picker.tsx";

interface GroupFormProps {
  start: GroupBody;
  /** The group that is edited; absent for a new one. */
  group?: Group | undefined;
  /** A file keeps it: it can only be looked at. */
  isLocked?: boolean;
  submitLabel: string;
  isBusy: boolean;
  error: unknown;
  onSubmit: (body: GroupBody) => void;
  onCancel?: () => void;
}

const emptyRule: NonNullable<GroupBody["rule"]> = { match: "all", tags: [{ key: "", value: "" }] };

/** Name, place in the tree, rule and tags: the same form creates and edits. */
export function GroupForm({ start, group, isLocked = false, submitLabel, isBusy, error, onSubmit, onCancel }: GroupFormProps) {
  const { t } = useTranslation();
  const [values, setValues] = useState(start);
  const loaders = useTagLoaders("run_user");
  const { known, others } = fieldErrors(error, ["name", "description", "parentId", "rule", "tags"]);
  const change = (part: Partial<GroupBody>) => setValues((before) => ({ ...before, ...part }));
  const body = toBody(values);
  const isDirty = JSON.stringify(body) !== JSON.stringify(toBody(start));
  const { rule } = values;
  const ruleErrors = rule === null ? {} : tagErrorsAt(error, "rule.tags", rule.tags);
  const tagErrors = tagErrorsAt(error, "tags", values.tags);
  const cancel = { variant: "default", children: t("common.cancel") } as const;
  const undo = { variant: "default", children: t("groups.undo") } as const;

  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit(body);
  }

  return (
    <form onSubmit={submit}>
      <Fieldset variant="unstyled" disabled={isLocked}>
        <Stack maw={720}>
          {group === undefined ? null : <LeaveGuard isDirty={isDirty} />}
          <ProblemAlert error={error} others={[...others, ...unplacedErrors(known, { ruleErrors, tagErrors })]} />
          <TextInput
            label={t("common.name")}
            required
            maxLength={100}
            data-autofocus
            value={values.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={known["name"]}
          />
          <Textarea
            label={t("common.description")}
            maxLength={2000}
            autosize
            minRows={2}
            value={values.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
            error={known["description"]}
          />
          <ParentPicker
            groupId={group?.id}
            value={values.parentId}
            onChange={(parentId) => change({ parentId })}
            error={known["parentId"]}
          />
          <Switch
            label={t("groups.hasRule")}
            description={t("groups.hasRuleHelp")}
            checked={rule !== null}
            onChange={(event) => change({ rule: event.currentTarget.checked ? (start.rule ?? emptyRule) : null })}
          />
          {rule === null ? null : <RuleFields rule={rule} onChange={(next) => change({ rule: next })} errors={ruleErrors} />}
          <TagEditor
            label={t("groups.tags")}
            description={t("groups.tagsHelp")}
            pairs={values.tags}
            onChange={(tags) => change({ tags })}
            errors={tagErrors}
            {...loaders}
          />
          {group !== undefined && isDirty ? <ImpactSection changes={[{ kind: "put_group", groupId: group.id, group: body }]} /> : null}
          <Row justify={onCancel === undefined ? "flex-start" : "flex-end"}>
            {onCancel === undefined ? null : <Button {...cancel} onClick={onCancel} />}
            <Button type="submit" loading={isBusy} disabled={values.name.trim() === "" || (group !== undefined && !isDirty)}>
              {submitLabel}
            </Button>
            {group !== undefined && isDirty ? <Button {...undo} onClick={() => setValues(start)} /> : null}
          </Row>
        </Stack>
      </Fieldset>
    </form>
  );
}

function toBody({ name, description, parentId, rule, tags }: GroupBody): GroupBody {
  return {
    name: name.trim(),
    description: description.trim(),
    parentId,
    rule: rule === null ? null : { match: rule.match, tags: toTags(rule.tags) },
    tags: toTags(tags),
  };
}

/** Remarks on lists of tags that belong to no row of theirs. */
function unplacedErrors(known: Record<string, string>, { ruleErrors, tagErrors }: { ruleErrors: object; tagErrors: object }): string[] {
  const ofRule = Object.keys(ruleErrors).length === 0 ? known["rule"] : undefined;
  const ofTags = Object.keys(tagErrors).length === 0 ? known["tags"] : undefined;

  return [ofRule, ofTags].filter((line) => line !== undefined);
}
