/** A question to one policy set, with the subject as it stands once everything inherited is counted. */
import { effectiveSubject } from "./effective-subject.ts";
import type { EffectiveSubject, Question } from "./model.ts";
import type { PolicySet } from "./policy-set.ts";

export interface Asked {
  readonly set: PolicySet;
  readonly question: Question;
  readonly asker: EffectiveSubject;
}

export function ask(set: PolicySet, question: Question): Asked {
  return { set, question, asker: effectiveSubject(set, question.subject, question.circumstances) };
}
