import type { SignupField, Tag } from "@latchkey/contract";

export interface SignupAnswers {
  tags: Tag[];
  errors: { path: string; message: string }[];
}

/**
 * Turns sign-up answers into tags. INVARIANT: hidden values come from the profile, never from the browser, and only the
 * profile's own fields become tags: whatever else a visitor sends is refused, or tags would be theirs to choose.
 */
export function answersToTags(fields: readonly SignupField[], answers: Readonly<Record<string, string>>): SignupAnswers {
  const tags: Tag[] = [];
  const errors: SignupAnswers["errors"] = [];
  const report = (name: string, message: string) => errors.push({ path: `body.answers.${name}`, message });

  for (const field of fields) {
    if (field.type === "hidden") {
      tags.push({ key: field.name, value: field.value });
      continue;
    }

    const answer = Object.hasOwn(answers, field.name) ? answers[field.name] : undefined;
    if (answer === undefined) {
      if (field.isRequired) report(field.name, "is required");
    } else if (field.type === "number" && !isNumber(answer)) {
      report(field.name, "must be a number");
    } else {
      tags.push({ key: field.name, value: answer });
    }
  }

  const asked = new Set(fields.filter((field) => field.type !== "hidden").map((field) => field.name));
  for (const name of Object.keys(answers)) if (!asked.has(name)) report(name, "is not a question of this form");
  return { tags, errors };
}

function isNumber(text: string): boolean {
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(text);
}
