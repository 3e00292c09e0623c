import { useForm } from "@mantine/form";
import type { UseFormInput, UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import { fieldErrors } from "./field-errors.ts";

interface ProblemForm<Values extends Record<string, unknown>> {
  form: UseFormReturnType<Values>;
  /** The last refusal, for `<ProblemAlert>`; null after a success or a new try. */
  error: unknown;
  /** The refusal's lines that belong to no field. */
  others: string[];
  /** Shows why a save was refused: beside the fields it names, all else in the alert. Nothing typed is lost. */
  refuse: (error: unknown) => void;
  accept: () => void;
}

/** A form whose errors come from the server's problem answers. */
export function useProblemForm<Values extends Record<string, unknown>>(input: UseFormInput<Values>): ProblemForm<Values> {
  const form = useForm<Values>(input);
  const [error, setError] = useState<unknown>(null);
  const [others, setOthers] = useState<string[]>([]);

  function refuse(reason: unknown) {
    const { known, others: rest } = fieldErrors(reason, Object.keys(form.getValues()));

    form.setErrors(known);
    setOthers(rest);
    setError(reason);
    const first = Object.keys(known)[0];
    if (first !== undefined) form.getInputNode(first)?.focus();
  }

  function accept() {
    form.clearErrors();
    setOthers([]);
    setError(null);
  }

  return { form, error, others, refuse, accept };
}
