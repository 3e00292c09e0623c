import type { AccessChange, ImpactItem } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import type { PolicySets } from "../access/index.ts";
import { listImpact } from "./list-impact.ts";
import type { ImpactSide } from "./summarise.ts";

/** More lines than these nobody reads; the last one says how many are not shown. */
const peopleMax = 50;

/** A sentence for each one of today who gains or loses, in English; the ids of what is to be created are the caller's. */
export async function tellWhoIsAffected(
  ctx: Context,
  policySets: PolicySets,
  changes: readonly AccessChange[],
): Promise<{ gains: string[]; losses: string[] }> {
  const tell = async (of: ImpactSide) => {
    const { items, total } = await listImpact(ctx, policySets, { changes, of, limit: peopleMax, hasOwnIds: true });
    const verb = of === "gains" ? "gains" : "loses";
    const rest = total.count - items.length;
    return [...items.map((item) => sentenceOf(item, verb)), ...(rest > 0 ? [`and ${rest} more today`] : [])];
  };
  return { gains: await tell("gains"), losses: await tell("losses") };
}

function sentenceOf({ subject, rights }: ImpactItem, verb: string): string {
  const parts = rights.map(({ type, actions, count, samples, isConditional }) => {
    const things = count === 0 ? [] : [`${samples.map(({ name }) => name).join(", ")}${count > samples.length ? ", …" : ""}`];
    const noun = type.replaceAll("_", " ");
    const what = count === 0 ? `${noun} to come` : `${count} ${noun}${count === 1 ? "" : "s"}`;
    return `${actions.join(", ")} on ${[what, ...things.map((names) => `(${names})`)].join(" ")}${isConditional ? " at times" : ""}`;
  });
  return `today ${subject.name} ${verb} ${parts.join("; ")}`;
}
