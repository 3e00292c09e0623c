import { useState } from "react";
import { parsePolicy, printPolicy } from "@latchkey/contract";
import type { IdsOf, PolicyBody } from "@latchkey/contract";
import type { Describing } from "./describe-policy.ts";
import { toPolicyBody } from "./policy-form.ts";
import { checkPolicy, placeOf, printPolicyJson, readPolicyJson } from "./read-policy-json.ts";
import type { ReadText, TextProblem } from "./read-policy-json.ts";
import { useNameIds } from "./use-name-ids.ts";
import type { PolicyFormState } from "./use-policy-form.ts";

export const editorViews = ["form", "sentences", "json"] as const;
export type EditorView = (typeof editorViews)[number];

export interface PolicyText {
  view: EditorView;
  setView: (view: EditorView) => void;
  text: string;
  setText: (text: string) => void;
  problems: readonly TextProblem[];
  /** Names are still looked up: what cannot be read yet may be readable soon. */
  isWaiting: boolean;
  /** What was typed is no policy yet, so the form does not hold it. */
  isUnread: boolean;
  /** Forgets what was typed since it could be read last. */
  dropText: () => void;
}

const noText = "";

/** The three views of one policy. Whatever text can be read goes into the form at once; the form is printed as text. */
export function usePolicyText(state: PolicyFormState, { nameOf }: Describing): PolicyText {
  const [view, setView] = useState<EditorView>("form");
  const [typed, setTyped] = useState<string>();
  const [applied, setApplied] = useState<string>();
  const body = toPolicyBody(state.form);
  const text = typed ?? print(view, body, nameOf);
  const names = useNameIds(view === "sentences" ? text : noText);
  const outcome = typed === undefined ? { body } : read(view, text, names.idsOf);
  const problems = "problems" in outcome ? outcome.problems : [];
  const readable = typed !== undefined && "body" in outcome ? JSON.stringify(outcome.body) : undefined;
  // Names may be found after the typing, so this follows what can be read, not the keys.
  if ("body" in outcome && readable !== undefined && readable !== applied) {
    setApplied(readable);
    state.replace(outcome.body);
  }

  function dropText() {
    setTyped(undefined);
    setApplied(undefined);
  }

  function change(next: EditorView) {
    setView(next);
    dropText();
  }

  return {
    view,
    setView: change,
    text,
    setText: setTyped,
    problems,
    isWaiting: view === "sentences" && names.isLooking,
    isUnread: problems.length > 0,
    dropText,
  };
}

function print(view: EditorView, body: PolicyBody, nameOf: Describing["nameOf"]): string {
  if (view === "form") return noText;

  return view === "json" ? printPolicyJson(body) : printPolicy(body, nameOf);
}

function read(view: EditorView, text: string, idsOf: IdsOf): ReadText {
  if (view === "json") return readPolicyJson(text);
  const parsed = parsePolicy(text, idsOf);
  if (parsed.isRead) return checkPolicy(parsed.policy);

  const { offset, message } = parsed.problem;

  return { problems: [{ place: placeOf(text, offset), message, offset }] };
}
