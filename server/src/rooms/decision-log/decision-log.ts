import type { Effect } from "@latchkey/contract";
import type { Database } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { DecisionSink } from "../../http/access.ts";
import { groupBy } from "../../platform/group-by.ts";
import { newId } from "../../platform/ids.ts";
import type { Platform } from "../../platform/platform.ts";
import { listMonitoredPolicies, type PolicySets } from "../access/index.ts";
import { findProfile } from "../profiles/index.ts";
import { createDecisionBuffer, type BufferedDecision } from "./decision-buffer.ts";
import {
  upsertDecisions,
  upsertMonitorEffects,
  upsertRuleUses,
  type NewDecision,
  type NewMonitorEffect,
  type NewRuleUse,
} from "./decision-log.store.ts";
import { explainDecisions, type ExplainedDecision } from "./explain-decisions.ts";

/** Takes decisions as they are made and writes them a few seconds later. */
export interface DecisionLog extends DecisionSink {
  /** Writes what has been recorded; what could not be written stays for the next time. */
  flush(): Promise<void>;
}

interface Parts {
  db: Database;
  platform: Platform;
  policySets: PolicySets;
}

export function createDecisionLog(parts: Parts): DecisionLog {
  const buffer = createDecisionBuffer();
  let running: Promise<void> = Promise.resolve();
  let lostBefore = 0;

  async function flush(): Promise<void> {
    for (const [profileId, decisions] of groupBy(buffer.take(), (decision) => decision.profileId)) {
      try {
        await writeDecisions(parts, profileId, decisions);
      } catch (error) {
        buffer.putBack(decisions);
        parts.platform.log.error("decisions could not be written", { profileId, count: decisions.length, error });
      }
    }
    if (buffer.lost > lostBefore)
      parts.platform.log.warn("decisions were not logged: too many at once", { count: buffer.lost - lostBefore });
    lostBefore = buffer.lost;
  }

  return {
    record: (made) => buffer.record(made),
    flush: () => (running = running.then(flush)),
  };
}

const rowsAtOnceMax = 2000;

async function writeDecisions(
  { db, platform, policySets }: Parts,
  profileId: string,
  decisions: readonly BufferedDecision[],
): Promise<void> {
  const profile = await findProfile(db, profileId);
  if (!profile) return;
  const rules = { set: await policySets.get(profileId, profile.access_revision), monitored: await listMonitoredPolicies(db, profileId) };

  for (let start = 0; start < decisions.length; start += rowsAtOnceMax) {
    const explained = await explainDecisions(db, profileId, { decisions: decisions.slice(start, start + rowsAtOnceMax), rules });
    await transact(db, async (tx) => {
      await upsertDecisions(
        tx,
        explained.filter(({ decision }) => decision.sentTags === undefined).map((each) => toDecisionRow(each, newId(platform.clock))),
      );
      await upsertRuleUses(tx, countUses(profileId, explained));
      await upsertMonitorEffects(
        tx,
        explained.flatMap((each) => each.changedBy.map((change) => toEffectRow(each.decision, { ...change, id: newId(platform.clock) }))),
      );
    });
  }
}

function askedColumns({ profileId, day, subject, action, type, id, count, lastAt }: BufferedDecision) {
  return {
    profile_id: profileId,
    day,
    subject_type: subject.type,
    subject_id: subject.id,
    action,
    resource_type: type,
    resource_id: id ?? "",
    count,
    last_at: new Date(lastAt).toISOString(),
  };
}

function toDecisionRow({ decision, rules }: ExplainedDecision, id: string): NewDecision {
  const firstAt = new Date(decision.firstAt).toISOString();
  return { ...askedColumns(decision), id, decision: decision.decision, rules, first_at: firstAt };
}

function toEffectRow(decision: BufferedDecision, change: { policyId: string; wouldBe: Effect; id: string }): NewMonitorEffect {
  return {
    ...askedColumns(decision),
    id: change.id,
    policy_id: change.policyId,
    decided: decision.decision,
    would_be: change.wouldBe,
  };
}

function countUses(profileId: string, explained: readonly ExplainedDecision[]): NewRuleUse[] {
  const uses = new Map<string, NewRuleUse>();
  for (const { decision, rules } of explained) {
    for (const { source, id, permissionIndex } of rules) {
      const key = `${source} ${id} ${permissionIndex} ${decision.day}`;
      const use = uses.get(key) ?? newUse({ profileId, source, id, permissionIndex, day: decision.day });
      use.count += decision.count;
      uses.set(key, use);
    }
  }
  return [...uses.values()];
}

function newUse(of: { profileId: string; source: "policy" | "role"; id: string; permissionIndex: number; day: string }): NewRuleUse {
  return {
    profile_id: of.profileId,
    rule_source: of.source,
    source_id: of.id,
    permission_index: of.permissionIndex,
    day: of.day,
    count: 0,
  };
}

const flushSeconds = 5;

/** Flushes every few seconds, and once more when it is stopped. */
export function startFlushing(log: DecisionLog): { stop(): Promise<void> } {
  const timer = setInterval(() => void log.flush(), flushSeconds * 1000);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await log.flush();
    },
  };
}
