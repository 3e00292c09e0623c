import { Grid, Stack, Text } from "@mantine/core";
import { useRef } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Policy, PolicyBody } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import { LeaveGuard } from "../../shell/index.ts";
import { useFocusFirstError } from "../resources/index.ts";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { DraftPanel } from "./draft-panel.tsx";
import { DraftSentence } from "./draft-sentence.tsx";
import { PermissionCards } from "./permission-cards.tsx";
import classes from "./policy-editor.module.css";
import { PolicyDetails } from "./policy-details.tsx";
import { toPolicyBody } from "./policy-form.ts";
import { PolicyTags } from "./policy-tags.tsx";
import { SaveBar } from "./save-bar.tsx";
import { TargetRows } from "./target-rows.tsx";
import { useDescribing } from "./use-describing.ts";
import { usePolicyPreview } from "./use-policy-preview.ts";
import { usePolicyForm } from "./use-policy-form.ts";
import { useSaveFlow } from "./use-save-flow.ts";
import { useStoredBase } from "./use-stored-base.ts";

interface PolicyEditorProps {
  /** Absent for a new policy. */
  stored?: Policy | undefined;
  start: PolicyBody;
  onSaved: (policy: Policy) => void;
}

/** The whole of a policy: details, targets, permissions, and what the draft matches now. */
export function PolicyEditor({ stored, start, onSaved }: PolicyEditorProps) {
  const { t } = useTranslation();
  const formRef = useRef<HTMLFormElement>(null);
  const state = usePolicyForm(start);
  const { base, rebase, mergedVersion } = useStoredBase(stored);
  const body = toPolicyBody(state.form);
  const describing = useDescribing([body]);
  const preview = usePolicyPreview(state.form);
  const flow = useSaveFlow({ state, stored: base, onSaved: finish });
  useFocusFirstError(formRef, state.errors);

  function finish(policy: Policy) {
    state.reset(policy, policy);
    rebase(policy, false);
    onSaved(policy);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    flow.submit();
  }

  return (
    <form ref={formRef} onSubmit={submit} noValidate className={classes.editor}>
      <LeaveGuard isDirty={state.isDirty && !flow.isSaving} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="lg">
            {mergedVersion === undefined ? null : <Text role="status">{t("access.conflict.merged", { version: mergedVersion })}</Text>}
            <PolicyDetails state={state} />
            <TargetRows state={state} describing={describing} preview={preview.data} />
            <PermissionCards state={state} describing={describing} preview={preview.data} />
            <PolicyTags state={state} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <DraftPanel form={state.form} describing={describing} preview={preview} />
        </Grid.Col>
      </Grid>
      <SaveBar
        error={flow.error}
        isNew={base === undefined}
        isDirty={state.isDirty}
        isSaving={flow.isSaving}
        hasErrors={Object.keys(state.errors).length > 0}
      />
      <ConfirmDialog
        isOpen={flow.stage.kind === "confirm_any"}
        onClose={flow.close}
        onConfirm={flow.send}
        title={t("access.anyConfirm.title")}
        confirmLabel={t("access.anyConfirm.confirm")}
        isDangerous
        isBusy={flow.isSaving}
      >
        <Text mb="sm">{t("access.anyConfirm.text")}</Text>
        <DraftSentence body={body} describing={describing} />
      </ConfirmDialog>
      {flow.stage.kind === "conflict" && base !== undefined ? (
        <ConflictDialog
          base={base}
          mine={body}
          theirs={flow.stage.theirs}
          onClose={flow.close}
          onResolve={(content, theirs, isMerged) => {
            state.reset(content, theirs);
            rebase(theirs, isMerged);
            flow.close();
          }}
        />
      ) : null}
    </form>
  );
}
