import { Grid, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useRef } from "react";
import type { FormEvent, KeyboardEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Policy, PolicyBody } from "@latchkey/contract";
import { LeaveGuard, useMay } from "../../shell/index.ts";
import { useFocusFirstError } from "../resources/index.ts";
import { ConflictDialog } from "./conflict-dialog.tsx";
import type { Describing } from "./describe-policy.ts";
import { DraftPanel } from "./draft-panel.tsx";
import { PermissionCards } from "./permission-cards.tsx";
import { PolicyConditions } from "./policy-conditions.tsx";
import { PolicyDetails } from "./policy-details.tsx";
import classes from "./policy-editor.module.css";
import { toPolicyBody } from "./policy-form.ts";
import { PolicyTags } from "./policy-tags.tsx";
import { PolicyTextView } from "./policy-text-view.tsx";
import type { Preview } from "./read-preview.ts";
import { ReviewDialog } from "./review-dialog.tsx";
import { isReviewed } from "./save-attempt.ts";
import { SaveBar } from "./save-bar.tsx";
import { TargetRows } from "./target-rows.tsx";
import { useDescribing } from "./use-describing.ts";
import { usePolicyForm } from "./use-policy-form.ts";
import type { PolicyFormState } from "./use-policy-form.ts";
import { usePolicyPreview } from "./use-policy-preview.ts";
import { editorViews, usePolicyText } from "./use-policy-text.ts";
import type { EditorView, PolicyText } from "./use-policy-text.ts";
import { useSaveFlow } from "./use-save-flow.ts";
import { useStoredBase } from "./use-stored-base.ts";

interface PolicyEditorProps {
  /** Absent for a new policy. */
  stored?: Policy | undefined;
  start: PolicyBody;
  onSaved: (policy: Policy) => void;
  /** Shown as long as nothing was typed, e.g. other starting points. */
  children?: ReactNode;
}

/** The whole of a policy, as a form, as sentences or as JSON, and beside it what saving it would do. */
export function PolicyEditor({ stored, start, onSaved, children }: PolicyEditorProps) {
  const { t } = useTranslation();
  const may = useMay();
  const formRef = useRef<HTMLFormElement>(null);
  const state = usePolicyForm(start);
  const { base, rebase, mergedVersion } = useStoredBase(stored);
  const body = toPolicyBody(state.form);
  const describing = useDescribing([body, ...(base === undefined ? [] : [base])]);
  const preview = usePolicyPreview(state.form);
  const policyText = usePolicyText(state, describing);
  const flow = useSaveFlow({ state, stored: base, onSaved: finish });
  const isLocked = (stored?.managedBy ?? null) !== null || !may("access_management", stored === undefined ? "create" : "edit");
  useFocusFirstError(formRef, state.errors);

  function finish(policy: Policy) {
    put(policy, policy, false);
    onSaved(policy);
  }

  function put(content: PolicyBody, beneath: Policy, isMerged: boolean) {
    state.reset(content, beneath);
    rebase(beneath, isMerged);
    policyText.dropText();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!policyText.isUnread && !isLocked) flow.submit();
  }

  return (
    // Ctrl+Enter saves from wherever one types, the text views included.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form ref={formRef} onSubmit={submit} onKeyDown={submitByKey} noValidate className={classes.editor}>
      <LeaveGuard isDirty={(state.isDirty || policyText.isUnread) && !flow.isSaving} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="lg">
            {mergedVersion === undefined ? null : <Text role="status">{t("access.conflict.merged", { version: mergedVersion })}</Text>}
            {state.isDirty ? null : children}
            <ViewSwitch policyText={policyText} />
            <EditorBody state={state} describing={describing} preview={preview.data} policyText={policyText} isLocked={isLocked} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <DraftPanel form={state.form} describing={describing} preview={preview} storedId={base?.id} isDirty={state.isDirty} />
        </Grid.Col>
      </Grid>
      {isLocked ? null : (
        <SaveBar
          error={flow.stage.kind === "review" ? null : flow.error}
          isNew={base === undefined}
          isDirty={state.isDirty}
          isSaving={flow.isSaving}
          isReviewed={isReviewed(body, base)}
          reasons={policyText.view === "form" ? [] : Object.entries(state.errors).map(([path, message]) => `${path}: ${message}`)}
          problem={describeProblem(policyText.isUnread, Object.keys(state.errors).length > 0)}
        />
      )}
      <EditorDialogs flow={flow} body={body} base={base} describing={describing} onResolve={put} />
    </form>
  );
}

interface EditorDialogsProps {
  flow: ReturnType<typeof useSaveFlow>;
  body: PolicyBody;
  base: Policy | undefined;
  describing: Describing;
  onResolve: (content: PolicyBody, theirs: Policy, isMerged: boolean) => void;
}

/** What a save may ask: the review before it, and how to go on when somebody else was faster. */
function EditorDialogs({ flow, body, base, describing, onResolve }: EditorDialogsProps) {
  return (
    <>
      {flow.stage.kind === "review" ? (
        <ReviewDialog
          body={body}
          stored={base}
          describing={describing}
          error={flow.error}
          isSaving={flow.isSaving}
          onSave={flow.send}
          onClose={flow.close}
        />
      ) : null}
      {flow.stage.kind === "conflict" && base !== undefined ? (
        <ConflictDialog
          base={base}
          mine={body}
          theirs={flow.stage.theirs}
          onClose={flow.close}
          onResolve={(content, theirs, isMerged) => {
            onResolve(content, theirs, isMerged);
            flow.close();
          }}
        />
      ) : null}
    </>
  );
}

function ViewSwitch({ policyText }: { policyText: PolicyText }) {
  const { t } = useTranslation();

  return (
    <Group>
      <SegmentedControl<EditorView>
        aria-label={t("policies.views.label")}
        value={policyText.view}
        onChange={policyText.setView}
        disabled={policyText.isUnread}
        data={editorViews.map((view) => ({ value: view, label: t(`policies.views.${view}`) }))}
      />
    </Group>
  );
}

interface EditorBodyProps {
  state: PolicyFormState;
  describing: Describing;
  preview: Preview | undefined;
  policyText: PolicyText;
  isLocked: boolean;
}

/** The policy itself, in the view that is open. */
function EditorBody({ state, describing, preview, policyText, isLocked }: EditorBodyProps) {
  return (
    <fieldset disabled={isLocked} className={classes.lock}>
      {policyText.view === "form" ? (
        <Stack gap="lg">
          <PolicyDetails state={state} />
          <TargetRows state={state} describing={describing} preview={preview} />
          <PermissionCards state={state} describing={describing} preview={preview} />
          <PolicyConditions state={state} describing={describing} />
          <PolicyTags state={state} />
        </Stack>
      ) : (
        <PolicyTextView policyText={policyText} isReadOnly={isLocked} />
      )}
    </fieldset>
  );
}

function submitByKey(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}

function describeProblem(isUnread: boolean, hasErrors: boolean) {
  if (isUnread) return "unread" as const;

  return hasErrors ? ("fields" as const) : undefined;
}
