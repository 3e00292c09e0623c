import type { ChainLink, Effect } from "@latchkey/contract";
import { specialise, type PolicySet, type Question } from "@latchkey/engine";
import type { Context } from "../../http/context.ts";
import { listWidgets } from "../dashboards/index.ts";
import { countOpenSessions } from "../sessions/index.ts";

interface Links {
  set: PolicySet;
  question: Question;
  /** Of the subject. */
  status: string;
  /** About the resource, whatever the account's status. */
  decision: Effect;
}

/** Account, session, resource, data of its widgets: the first link that is broken is why somebody sees nothing. */
export async function chainOf(ctx: Context, { set, question, status, decision }: Links): Promise<ChainLink[]> {
  const isActing = status === "active";
  const isReached = isActing && decision === "allow";
  return [
    { link: "account", state: isActing ? "ok" : "no", status },
    await sessionLink(ctx, question, isActing),
    { link: "resource", state: isActing ? stateOf(decision === "allow") : "not_reached" },
    await widgetsLink(ctx, { set, question, isReached }),
  ];
}

function stateOf(isFine: boolean): "ok" | "no" {
  return isFine ? "ok" : "no";
}

async function sessionLink(ctx: Context, { subject }: Question, isActing: boolean): Promise<ChainLink> {
  if (subject.type !== "run_user") return { link: "session", state: "not_applicable", sessions: 0 };
  if (!isActing) return { link: "session", state: "not_reached", sessions: 0 };

  const sessions = await countOpenSessions(ctx.db, ctx.profileId, subject.id, ctx.platform.clock.now());
  return { link: "session", state: stateOf(sessions > 0), sessions };
}

async function widgetsLink(ctx: Context, asked: { set: PolicySet; question: Question; isReached: boolean }): Promise<ChainLink> {
  const { resource, subject, action, circumstances } = asked.question;
  const nothing = { allowed: 0, denied: [] };
  if (resource.type !== "dashboard" || resource.id === null || action !== "access")
    return { link: "widgets", state: "not_applicable", ...nothing };
  if (!asked.isReached) return { link: "widgets", state: "not_reached", ...nothing };

  const grants = specialise(asked.set, subject, circumstances);
  const widgets = await listWidgets(ctx.db, ctx.profileId, resource.id);
  // Whoever may access a dashboard may access its widgets unless a rule denies it.
  const denied = widgets.filter(({ id }) => grants.verdict("access", { type: "widget", id, tags: resource.tags }) === "deny");
  const state = stateOf(denied.length === 0);
  return { link: "widgets", state, allowed: widgets.length - denied.length, denied: denied.map(({ id, title }) => ({ id, title })) };
}
