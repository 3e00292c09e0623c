import type { VisibleSignupField } from "@latchkey/contract";

/** Answers are kept by place, because a field's name may hold dots, which the form would take for a path. */
export interface SignUpValues {
  name: string;
  email: string;
  password: string;
  answers: string[];
}

export type AnswerFault = "missing" | "not_a_number";

/** What is wrong with the answer to one of the profile's own fields; null when nothing is. */
export function findAnswerFault(field: VisibleSignupField, answer: string, locale: string): AnswerFault | null {
  const given = readAnswer(field, answer, locale);
  if (given === "") return field.isRequired ? "missing" : null;

  return field.type === "number" && !/^[+-]?(\d+\.?\d*|\.\d+)$/.test(given) ? "not_a_number" : null;
}

/** The answers by field name; a question left open is not sent at all. */
export function toAnswers(fields: readonly VisibleSignupField[], answers: readonly string[], locale: string): Record<string, string> {
  const given = fields.map((field, index) => [field.name, readAnswer(field, answers[index] ?? "", locale)] as const);

  return Object.fromEntries(given.filter(([, answer]) => answer !== ""));
}

/** The answer as the server reads it: with a decimal point, also from people who write 12,5. */
function readAnswer(field: VisibleSignupField, answer: string, locale: string): string {
  const given = answer.trim();
  const hasDecimalComma = new Intl.NumberFormat(locale).format(0.5).includes(",");

  return field.type === "number" && hasDecimalComma ? given.replace(/^([+-]?\d*),(\d+)$/, "$1.$2") : given;
}
