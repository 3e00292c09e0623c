import type { ChainLink, Explanation, FullExplanation } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";

/** An answer of the explain route, or of the simulator, which knows no sessions and no past. */
export type AnyExplanation = Explanation & Partial<FullExplanation>;

export interface ChainStep {
  text: string;
  outcome: "ok" | "stopped" | "skipped" | "note";
}

/** What a person must pass on the way to the thing, as far as it is known. */
export function chainSteps(t: Translate, explanation: AnyExplanation): ChainStep[] {
  const { chain } = explanation;

  return chain === undefined ? shortChain(t, explanation) : chain.flatMap((link) => describeLink(t, link, explanation));
}

function describeLink(t: Translate, link: ChainLink, { subject, resource, decision }: AnyExplanation): ChainStep[] {
  if (link.state === "not_applicable") return [];
  const skipped = link.state === "not_reached";

  switch (link.link) {
    case "account":
      return [accountStep(t, { name: subject.name, status: link.status, isOk: link.state === "ok" })];
    case "session":
      if (skipped) return [{ text: t("explaining.chain.sessionNotReached"), outcome: "skipped" }];
      // Not being signed in stops nobody for good: they only have to come.
      return link.state === "ok"
        ? [{ text: t("explaining.chain.session", { count: link.sessions }), outcome: "ok" }]
        : [{ text: t("explaining.chain.noSession", { name: subject.name }), outcome: "note" }];
    case "resource":
      if (skipped) return [{ text: t("access.explain.step.policyNotReached"), outcome: "skipped" }];
      return [policyStep(t, decision === "allow")];
    case "widgets":
      if (skipped) return [{ text: t("explaining.chain.widgetsNotReached"), outcome: "skipped" }];
      if (link.state === "ok")
        return [{ text: t("explaining.chain.widgets", { count: link.allowed, name: resource.name }), outcome: "ok" }];
      return [
        {
          text: t("explaining.chain.widgetsDenied", {
            count: link.denied.length,
            total: link.allowed + link.denied.length,
            titles: link.denied.map(({ title }) => title).join(", "),
          }),
          outcome: "stopped",
        },
      ];
  }
}

function shortChain(t: Translate, { subject, decision, reason }: AnyExplanation): ChainStep[] {
  const isOk = reason !== "subject_not_active";
  const account = accountStep(t, { name: subject.name, status: subject.status, isOk });

  return isOk
    ? [account, policyStep(t, decision === "allow")]
    : [account, { text: t("access.explain.step.policyNotReached"), outcome: "skipped" }];
}

function accountStep(t: Translate, { name, status, isOk }: { name: string; status: string; isOk: boolean }): ChainStep {
  return isOk
    ? { text: t("access.explain.step.accountOk", { name }), outcome: "ok" }
    : { text: t("access.explain.step.accountNotOk", { name, status }), outcome: "stopped" };
}

function policyStep(t: Translate, isAllowed: boolean): ChainStep {
  return {
    text: isAllowed ? t("access.explain.step.policyAllow") : t("access.explain.step.policyDeny"),
    outcome: isAllowed ? "ok" : "stopped",
  };
}
