import { fromStoredTags } from "../../../database/tags.ts";
import type { Context } from "../../../http/context.ts";
import {
  visibleHeadersOf,
  type ActionRow,
  type GivenOutcome,
  type Outcome,
  type Trigger,
  type TriggerResource,
} from "../../actions/index.ts";
import type { ExtraKey, Extras } from "../wire/extra-fields.store.ts";

/** TagoIO's words for what triggers wait for. Every device is its own bucket. */
export const resourcesOf = {
  device: "device",
  bucket: "device",
  analysis: "analysis",
  am: "policy",
  user: "run_user",
  action: "action",
  profile: "profile",
} as const satisfies Record<string, TriggerResource>;
export type TagoResource = keyof typeof resourcesOf;

export interface TagoTrigger {
  resource: TagoResource;
  when: Trigger["moment"];
  tag_key?: string | undefined;
  tag_value?: string | undefined;
}

export type TagoOutcome =
  | { type: "script"; script: string[] }
  | { type: "notification"; subject: string; message: string }
  | { type: "notification_run"; run_user: string; subject: string; message: string }
  | { type: "email"; to: string; subject: string; message: string }
  | { type: "post"; url: string; headers: Record<string, string> };

/** An empty key or value is none. */
export function toTrigger({ resource, when, tag_key: key, tag_value: value }: TagoTrigger): Trigger {
  return { resource: resourcesOf[resource], moment: when, tagKey: key || null, tagValue: value || null };
}

export function toOutcome(sent: TagoOutcome): GivenOutcome {
  switch (sent.type) {
    case "script":
      return { type: "run_analyses", analysisIds: sent.script };
    case "notification":
      return { type: "tell_administrators", title: sent.subject, message: sent.message };
    case "notification_run":
      return { type: "tell_user", userId: sent.run_user, title: sent.subject, message: sent.message };
    case "email":
      return { type: "mail", to: sent.to, title: sent.subject, message: sent.message };
    case "post":
      return { type: "call", url: sent.url, headers: sent.headers };
  }
}

function toTagoOutcome(outcome: Outcome, headers: Record<string, string>): TagoOutcome {
  switch (outcome.type) {
    case "run_analyses":
      return { type: "script", script: outcome.analysisIds };
    case "tell_administrators":
      return { type: "notification", subject: outcome.title, message: outcome.message };
    case "tell_user":
      return { type: "notification_run", run_user: outcome.userId, subject: outcome.title, message: outcome.message };
    case "mail":
      return { type: "email", to: outcome.to, subject: outcome.title, message: outcome.message };
    case "call":
      return { type: "post", url: outcome.url, headers };
  }
}

/** Of the triggers as they were sent: a bucket and an empty value are read back. */
export const keyOfAction = ({ profileId }: Context, id: string): ExtraKey => ({ profileId, type: "action", id });

/** As TagoIO's. Headers of a webhook are among it for tokens that may do everything: they are what its receiver trusts. */
export function toTagoAction(ctx: Context, row: ActionRow, extras: Extras): Record<string, unknown> {
  return {
    ...extras,
    id: row.id,
    profile: row.profile_id,
    name: row.name,
    description: row.description,
    active: row.is_active,
    lock: row.is_locked,
    tags: fromStoredTags(row.tags),
    type: "resource",
    action: toTagoOutcome(row.outcome, visibleHeadersOf(ctx, row)),
    last_triggered: row.last_triggered_at?.toISOString() ?? "never",
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
