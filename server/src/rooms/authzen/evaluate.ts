import {
  evaluationRequest,
  type EvaluationAnswer,
  type EvaluationRequest,
  type EvaluationsAnswer,
  type EvaluationsRequest,
} from "@latchkey/contract";
import type { PolicySet } from "@latchkey/engine";
import type { Context } from "../../http/context.ts";
import { judge, prepare, readNames, record, type Prepared } from "./judge.ts";
import { policySetOf, toBadRequest, type DecisionPoint } from "./policy-set-of.ts";
import { FaultyQuestionError } from "./question.rules.ts";

/** Decides one question; a refusal is an answer like any other. */
export async function evaluate(ctx: Context, point: DecisionPoint, asked: EvaluationRequest): Promise<EvaluationAnswer> {
  const set = await policySetOf(ctx, point.policySets);
  const [answered] = await answerAll(ctx, set, { items: [{ question: asked }], isReasonWanted: asked.options?.reason ?? false });
  if (!answered || "fault" in answered) throw toBadRequest(answered?.fault ?? { path: "subject", message: "is missing" });

  record({ set, sink: point.decisionLog }, ctx, answered.prepared);
  return answered.answer;
}

interface Fault {
  path: string;
  message: string;
}

type Item = { question: EvaluationRequest } | { fault: Fault };

/**
 * Decides many questions in the order they stand in. What one leaves out is taken from the defaults beside the list; one
 * that is faulty nevertheless is answered with false and spoils no other.
 */
export async function evaluateMany(ctx: Context, point: DecisionPoint, asked: EvaluationsRequest): Promise<EvaluationsAnswer> {
  const { evaluations = [], options } = asked;
  if (evaluations.length === 0) return evaluate(ctx, point, evaluationRequest.parse(asked));

  const set = await policySetOf(ctx, point.policySets);
  const items = evaluations.map((each) => toItem(asked, each));
  const all = await answerAll(ctx, set, { items, isReasonWanted: options?.reason ?? false });
  const shown = cutOff(all, options?.evaluations_semantic ?? "execute_all");
  for (const answered of shown) if ("prepared" in answered) record({ set, sink: point.decisionLog }, ctx, answered.prepared);
  return { evaluations: shown.map((each) => each.answer) };
}

/**
 * Fills in what an item leaves out. An entity of the item takes the place of the whole default, and only a type, id or name
 * that it lacks is taken from there: properties of two entities are never mixed.
 */
function toItem(defaults: EvaluationsRequest, sent: unknown): Item {
  if (typeof sent !== "object" || sent === null || Array.isArray(sent))
    return { fault: { path: "evaluation", message: "must be an object" } };

  const item = sent as Record<string, unknown>;
  const parsed = evaluationRequest.safeParse({
    subject: withDefaults(item["subject"], defaults.subject, ["type", "id"]),
    action: withDefaults(item["action"], defaults.action, ["name"]),
    resource: withDefaults(item["resource"], defaults.resource, ["type", "id"]),
    context: item["context"] ?? defaults.context,
  });
  if (parsed.success) return { question: parsed.data };

  const [issue] = parsed.error.issues;
  return { fault: { path: issue?.path.join(".") ?? "", message: issue?.message ?? "is not valid" } };
}

function withDefaults(sent: unknown, defaults: Record<string, unknown> | undefined, required: readonly string[]): unknown {
  if (sent === undefined) return defaults;
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) return sent;
  const inherited = required.filter((key) => defaults?.[key] !== undefined).map((key) => [key, defaults?.[key]]);
  return { ...Object.fromEntries(inherited), ...sent };
}

type Answered = { answer: EvaluationAnswer; prepared: Prepared } | { answer: EvaluationAnswer; fault: Fault };

async function answerAll(
  ctx: Context,
  set: PolicySet,
  { items, isReasonWanted }: { items: readonly Item[]; isReasonWanted: boolean },
): Promise<Answered[]> {
  const questions = items.flatMap((item) => ("question" in item ? [item.question] : []));
  const names = await readNames(ctx, set, questions);
  const now = ctx.platform.clock.now();
  return items.map((item) => {
    if ("fault" in item) return toFaulty(item.fault);
    try {
      const prepared = prepare(set, names, { ...item.question, now });
      return { answer: judge(set, prepared, isReasonWanted), prepared };
    } catch (error) {
      if (!(error instanceof FaultyQuestionError)) throw error;
      return toFaulty({ path: error.path, message: error.message });
    }
  });
}

function toFaulty(fault: Fault): Answered {
  return { answer: { decision: false, context: { error: { status: 400, message: `${fault.path} ${fault.message}` } } }, fault };
}

type Semantic = NonNullable<NonNullable<EvaluationsRequest["options"]>["evaluations_semantic"]>;

/** Answers after the one that settles the matter are left out, as if the questions had been put one after the other. */
function cutOff(answers: Answered[], semantic: Semantic): Answered[] {
  if (semantic === "execute_all") return answers;
  const settling = answers.findIndex(({ answer }) => answer.decision === (semantic === "permit_on_first_permit"));
  return settling === -1 ? answers : answers.slice(0, settling + 1);
}
