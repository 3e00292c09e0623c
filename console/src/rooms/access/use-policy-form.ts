import { randomId } from "@mantine/hooks";
import { useState } from "react";
import type { PolicyBody } from "@latchkey/contract";
import { newPermissionRow, newTargetRow, toPolicyBody, toPolicyForm } from "./policy-form.ts";
import type { PermissionRow, PolicyForm, TargetRow } from "./policy-form.ts";

/** Error sentences by path, e.g. `targets.0.key`. */
export type FormErrors = Readonly<Record<string, string>>;

export interface PolicyFormState {
  form: PolicyForm;
  errors: FormErrors;
  isDirty: boolean;
  /** Changes fields; their errors are forgotten. */
  change: (change: Partial<PolicyForm>) => void;
  changeTarget: (index: number, change: Partial<TargetRow>) => void;
  changePermission: (index: number, change: Partial<PermissionRow>) => void;
  addTarget: () => void;
  addPermission: () => void;
  removeTarget: (index: number) => void;
  removePermission: (index: number) => void;
  setErrors: (errors: FormErrors) => void;
  /** Puts a content into the form that was typed elsewhere; what counts as saved stays. */
  replace: (content: PolicyBody) => void;
  /** Puts another content into the form; `saved` is what counts as unchanged from now on. */
  reset: (content: PolicyBody, saved: PolicyBody) => void;
}

/** What is being typed into the policy editor. */
export function usePolicyForm(start: PolicyBody): PolicyFormState {
  const [form, setForm] = useState(() => toPolicyForm(start));
  const [saved, setSaved] = useState(start);
  const [errors, setErrors] = useState<FormErrors>({});

  function change(part: Partial<PolicyForm>) {
    setForm((before) => ({ ...before, ...part }));
    setErrors((before) => without(before, Object.keys(part)));
  }

  function changeTarget(index: number, part: Partial<TargetRow>) {
    setForm((before) => ({ ...before, targets: before.targets.map((row, at) => (at === index ? { ...row, ...part } : row)) }));
    setErrors((before) => without(before, [`targets.${index}`]));
  }

  function changePermission(index: number, part: Partial<PermissionRow>) {
    setForm((before) => ({ ...before, permissions: before.permissions.map((row, at) => (at === index ? { ...row, ...part } : row)) }));
    setErrors((before) => without(before, [`permissions.${index}`]));
  }

  return {
    form,
    errors,
    isDirty: JSON.stringify(toPolicyBody(form)) !== JSON.stringify(toPolicyBody(toPolicyForm(saved))),
    change,
    changeTarget,
    changePermission,
    addTarget: () => change({ targets: [...form.targets, newTargetRow(randomId(), form.targets.at(-1)?.subject)] }),
    addPermission: () =>
      change({ permissions: [...form.permissions, newPermissionRow(randomId(), form.permissions.at(-1)?.resource.type)] }),
    removeTarget: (index) => change({ targets: form.targets.filter((_, at) => at !== index) }),
    removePermission: (index) => change({ permissions: form.permissions.filter((_, at) => at !== index) }),
    setErrors,
    replace: (content) => {
      setForm(toPolicyForm(content));
      setErrors({});
    },
    reset: (content, nextSaved) => {
      setForm(toPolicyForm(content));
      setSaved(nextSaved);
      setErrors({});
    },
  };
}

function without(errors: FormErrors, paths: readonly string[]): FormErrors {
  const isMeant = (path: string) => paths.some((each) => path === each || path.startsWith(`${each}.`));

  return Object.fromEntries(Object.entries(errors).filter(([path]) => !isMeant(path)));
}
