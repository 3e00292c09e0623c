import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import { passwordLengthMin } from "@latchkey/contract";
import type { VisibleSignupField } from "@latchkey/contract";
import { formatFigure, useUi } from "@latchkey/ui";
import { toLanguage } from "@latchkey/words";
import type { Translate } from "@latchkey/words";
import { describeWeakness } from "@latchkey/account";
import { fieldErrors, focusFirstFault, usePortal } from "../../shell/index.ts";
import { findAnswerFault, toAnswers } from "./sign-up-values.ts";
import type { SignUpValues } from "./sign-up-values.ts";
import { useSignUp } from "./use-sign-up.ts";
import type { SignUpOutcome } from "./use-sign-up.ts";

/** The sign-up form's state: checked here first, then by the server, whose complaints go beside the fields they are about. */
export function useSignUpForm(typed: SignUpValues | null, onOutcome: (outcome: SignUpOutcome, values: SignUpValues) => void) {
  const { t, i18n } = useTranslation();
  const { locale } = useUi();
  const { fields } = usePortal().signup;
  const { mutation: signUp, botCheckProgress, passwordRules } = useSignUp();
  const lengthMin = passwordRules?.lengthMin ?? passwordLengthMin;
  const form = useForm<SignUpValues>({
    initialValues: typed ?? { name: "", email: "", password: "", answers: fields.map(() => "") },
    validate: (values) => findFaults({ t, locale, fields, values }),
  });

  function refuse(error: unknown) {
    form.setErrors(readRefusal(t, { fields, error, lengthMin }));
    focusFirstFault();
  }

  const submit = form.onSubmit(
    (values) =>
      signUp.mutate(
        { ...values, answers: toAnswers(fields, values.answers, locale), language: toLanguage(i18n.language) },
        { onError: refuse, onSuccess: (outcome) => onOutcome(outcome, values) },
      ),
    focusFirstFault,
  );

  const { error } = signUp;

  return {
    form,
    submit,
    isSending: signUp.isPending,
    alert: { error, message: describeSignUpError(t, { fields, error, lengthMin }) },
    botCheckProgress,
    passwordRules,
  };
}

/** Words above the form; undefined lets the error speak for itself. */
function describeSignUpError(t: Translate, refused: Refused): string | undefined {
  const { error } = refused;
  if (error instanceof ProblemError && error.status === 429) return t("portal.tooManyTries");

  if (error instanceof ProblemError && error.code === "sign_in.failed") return t("signIn.mayExist");

  return Object.keys(readRefusal(t, refused)).length > 0 ? t("portal.checkFields") : undefined;
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

interface Refused {
  fields: readonly VisibleSignupField[];
  error: unknown;
  lengthMin: number;
}

/** The server's complaints under the names of the form's own fields. */
function readRefusal(t: Translate, { fields, error, lengthMin }: Refused): Record<string, string> {
  const weakPassword = describeWeakness(t, error, lengthMin);
  if (weakPassword !== undefined) return { password: weakPassword };

  const known: Record<string, string> = {};
  for (const [path, message] of fieldErrors(t, error)) {
    const index = fields.findIndex((field) => path === `answers.${field.name}`);

    if (index >= 0) known[`answers.${index}`] = message;
    else if (["name", "email", "password"].includes(path)) known[path] = message;
  }

  return known;
}
