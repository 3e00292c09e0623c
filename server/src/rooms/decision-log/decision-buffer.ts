import type { MadeDecision } from "../../http/access.ts";
import { dayOf } from "./days.ts";

/** One question and its answer, however often it was asked since the last flush. */
export interface BufferedDecision extends MadeDecision {
  /** UTC day. */
  day: string;
  count: number;
  firstAt: number;
  lastAt: number;
}

export interface DecisionBuffer {
  record(made: MadeDecision): void;
  /** Everything recorded so far, and forgets it. */
  take(): BufferedDecision[];
  /** Takes back what could not be written. */
  putBack(decisions: readonly BufferedDecision[]): void;
  readonly size: number;
  /** Decisions that found the buffer full since the start. */
  readonly lost: number;
}

/** About 50 MB; more than a node decides between two flushes unless the database is away. */
const entriesMax = 100_000;

/** Keeps decisions in memory, each different one once a day. */
export function createDecisionBuffer(): DecisionBuffer {
  let entries = new Map<string, BufferedDecision>();
  let lost = 0;

  function add(key: string, decision: BufferedDecision): void {
    const known = entries.get(key);
    if (!known) {
      if (entries.size < entriesMax) entries.set(key, decision);
      else lost += decision.count;
      return;
    }
    known.count += decision.count;
    known.firstAt = Math.min(known.firstAt, decision.firstAt);
    if (decision.lastAt < known.lastAt) return;
    known.lastAt = decision.lastAt;
    // The later one tells by which tags, and where from, it was decided last.
    known.subject = decision.subject;
    known.circumstances = decision.circumstances;
    if (decision.sentTags) known.sentTags = decision.sentTags;
  }

  return {
    record: (made) => {
      const at = made.circumstances.now;
      const day = dayOf(at);
      add(keyOf(made, day), { ...made, day, count: 1, firstAt: at, lastAt: at });
    },
    take: () => {
      const taken = [...entries.values()];
      entries = new Map();
      return taken;
    },
    putBack: (decisions) => {
      for (const each of decisions) add(keyOf(each, each.day), each);
    },
    get size() {
      return entries.size;
    },
    get lost() {
      return lost;
    },
  };
}

/** Ids of added types may hold whatever their application likes: they go last, so that nothing else can be mistaken for them. */
function keyOf({ profileId, subject, type, action, decision, id, sentTags }: MadeDecision, day: string): string {
  const kind = sentTags === undefined ? "stored" : "sent";
  return `${profileId} ${subject.id} ${type} ${action} ${decision} ${day} ${kind} ${id ?? ""}`;
}
