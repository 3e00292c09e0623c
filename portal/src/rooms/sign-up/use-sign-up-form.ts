import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import type { VisibleSignupField } from "@latchkey/contract";
import { formatFigure, useUi } from "@latchkey/ui";
import type { Translate } from "@latchkey/words";
import { fieldErrors, focusFirstFault, passwordError, usePortal } from "../../shell/index.ts";
import { findAnswerFault, toAnswers } from "./sign-up-values.ts";
import type { SignUpValues } from "./sign-up-values.ts";
import { useSignUp } from "./use-sign-up.ts";

/** The sign-up form's state: checked here first, then by the server, whose complaints go beside the fields they are about. */
export function useSignUpForm(returnTo: string | undefined) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const { fields } = usePortal().signup;
  const signUp = useSignUp(returnTo);
  const form = useForm<SignUpValues>({
    initialValues: { name: "", email: "", password: "", answers: fields.map(() => "") },
    validate: (values) => findFaults({ t, locale, fields, values }),
  });

  function refuse(error: unknown) {
    form.setErrors(readRefusal(t, fields, error));
    focusFirstFault();
  }

  const submit = form.onSubmit(
    (values) => signUp.mutate({ ...values, answers: toAnswers(fields, values.answers, locale) }, { onError: refuse }),
    focusFirstFault,
  );

  const { error } = signUp;

  return { form, submit, isSending: signUp.isPending, alert: { error, message: describeSignUpError(t, fields, error) } };
}

/** Words above the form; undefined lets the error speak for itself. */
function describeSignUpError(t: Translate, fields: readonly VisibleSignupField[], error: unknown): string | undefined {
  if (error instanceof ProblemError && error.status === 429) return t("portal.tooManyTries");

  return Object.keys(readRefusal(t, fields, error)).length > 0 ? t("portal.checkFields") : undefined;
}

interface FormToCheck {
  t: Translate;
  locale: string;
  fields: readonly VisibleSignupField[];
  values: SignUpValues;
}

function findFaults({ t, locale, fields, values }: FormToCheck): Record<string, string> {
  const faults: Record<string, string> = {};
  if (values.name.trim() === "") faults["name"] = t("portal.nameMissing");
  if (!/^\S+@\S+\.\S+$/.test(values.email.trim())) faults["email"] = t("portal.emailInvalid");
  if (values.password === "") faults["password"] = t("portal.passwordMissing");

  fields.forEach((field, index) => {
    const fault = findAnswerFault(field, values.answers[index] ?? "", locale);
    if (fault === "missing") faults[`answers.${index}`] = t("portal.answerMissing", { label: field.label });
    if (fault === "not_a_number")
      faults[`answers.${index}`] = t("portal.answerNotANumber", { label: field.label, example: formatFigure(12.5, { locale }) });
  });

  return faults;
}

/** The server's complaints under the names of the form's own fields. */
function readRefusal(t: Translate, fields: readonly VisibleSignupField[], error: unknown): Record<string, string> {
  const weakPassword = passwordError(t, error);
  if (weakPassword !== undefined) return { password: weakPassword };
  if (error instanceof ProblemError && error.code === "users.email_taken") return { email: t("portal.emailTaken") };

  const known: Record<string, string> = {};
  for (const [path, message] of fieldErrors(t, error)) {
    const index = fields.findIndex((field) => path === `answers.${field.name}`);

    if (index >= 0) known[`answers.${index}`] = message;
    else if (["name", "email", "password"].includes(path)) known[path] = message;
  }

  return known;
}
