import type { Tag } from "@latchkey/contract";
import { z } from "zod";
import type { Moment, Trigger, TriggerResource } from "./actions.tables.ts";

export const actionsMax = 200;
/** Enough for people at work, and for a list of users that is imported; what is more waits for the next minute. */
const runsPerMinuteMax = 300;

/** Those that the call itself is made of. */
const ownHeaders = ["host", "connection", "content-length", "content-type", "transfer-encoding", "user-agent", "upgrade", "expect", "te"];

export const webhookUrl = z.url({ protocol: /^https?$/ }).max(2000);
export const webhookHeaders = z
  .record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), z.union([z.string(), z.number(), z.boolean()]).transform(String))
  .refine((sent) => Object.keys(sent).length <= 20, "has more than 20 headers")
  .refine((sent) => Object.values(sent).every((value) => /^[\x20-\x7e]{0,2000}$/.test(value)), "has a value that is no header's")
  .refine((sent) => !Object.keys(sent).some((name) => ownHeaders.includes(name.toLowerCase())), "has a header that is not yours to set");

/** What happened to something. */
export interface Happening {
  resource: TriggerResource;
  moment: Moment;
  id: string;
}

/** Whether one of an action's triggers is this. What happens to itself runs none. */
export function isTriggered(
  { id, triggers }: { id: string; triggers: readonly Trigger[] },
  happened: Happening,
  tags: readonly Tag[],
): boolean {
  if (happened.resource === "action" && id === happened.id) return false;
  return triggers.some(({ resource, moment, tagKey, tagValue }) => {
    if (moment !== happened.moment || resource !== happened.resource) return false;
    return tagKey === null || tags.some(({ key, value }) => key === tagKey && (tagValue === null || value === tagValue));
  });
}

/** How often an action has run in the minute that it last ran in, or is to run in: a circle of programs goes no faster. */
export interface Pace {
  minute: number;
  count: number;
}

/** The minute in which there is room for one more. */
export function nextPace(last: Pace, minute: number): Pace {
  if (last.minute < minute) return { minute, count: 1 };
  if (last.count < runsPerMinuteMax) return { minute: last.minute, count: last.count + 1 };
  return { minute: last.minute + 1, count: 1 };
}
