import { text, type Permission, type PolicySaveBody, type Target } from "@latchkey/contract";
import { z } from "zod";
import { LatchkeyError } from "../../../platform/errors.ts";
import { createPolicy, findPolicy, findRuleErrors } from "../../access/index.ts";
import { toPermission, toTarget, type TagoPermission } from "../access/tuples.ts";
import { readBody, tagoTags } from "../wire/read-body.ts";
import {
  idOf,
  importEach,
  note,
  reasonOf,
  remap,
  type ImportEntry,
  type ImportOutcome,
  type ImportState,
  type TagoExport,
} from "./import-state.ts";

const tuple = z.array(z.string());
const sentPermission = z.object({ effect: z.enum(["allow", "deny"]), action: z.array(z.string()), resource: tuple });
const sentPolicy = z.object({
  name: text(100),
  active: z.boolean().default(true),
  tags: tagoTags.nullish(),
  targets: z.array(tuple),
  permissions: z.array(sentPermission),
});

/** Policies, without those of their rules that could never fire here: each of these is reported. */
export async function importPolicies(state: ImportState, { policies }: TagoExport): Promise<void> {
  await importEach(state, { kind: "policies", entries: policies }, async (entry) => {
    const id = idOf(entry);
    if (id === null) return skip(state, entry, "has no id of 24 hexadecimal characters");
    if (await findPolicy(state.tx, state.ctx.profileId, id, { kind: "all" })) return "unchanged";

    const sent = readBody(sentPolicy, remap(entry.value, state.ids));
    const rules = await withoutDeadRules(state, entry, translate(state, entry, sent));
    if (rules.targets.length === 0) return skip(state, entry, "no target is left, so it could never apply to anybody");
    if (rules.permissions.length === 0) return skip(state, entry, "no permission is left, so it could never decide anything");

    const { name, active, tags } = sent;
    const body = {
      name,
      description: "",
      conditions: {},
      tags: tags ?? [],
      overrides: [],
      reason: "Imported from TagoIO",
      confirmName: name,
    };
    await save(state, entry, { ...body, ...rules, id, status: active ? "active" : "draft" });
    return "created";
  });
}

function skip(state: ImportState, entry: ImportEntry, reason: string): ImportOutcome {
  note(state, entry, reason);
  return "skipped";
}

interface Rules {
  targets: Target[];
  permissions: Permission[];
}

function translate(state: ImportState, entry: ImportEntry, sent: z.output<typeof sentPolicy>): Rules {
  const reporting = <T>(work: () => T): T | null => {
    try {
      return work();
    } catch (thrown) {
      if (!(thrown instanceof LatchkeyError)) throw thrown;
      note(state, entry, `left out: ${reasonOf(thrown)}`);
      return null;
    }
  };
  const targets = sent.targets.map((each, index) => reporting(() => toTarget(each, `targets.${index}`)));
  const permissions = sent.permissions.flatMap((each, index) => toPermissions(each, `permissions.${index}`, reporting));
  return { targets: targets.filter((each) => each !== null), permissions };
}

/** Whole if it can be, else with those of its actions that are known here. */
function toPermissions(sent: TagoPermission, path: string, reporting: <T>(work: () => T) => T | null): Permission[] {
  const isWhole = (action: readonly string[]) => {
    try {
      toPermission({ ...sent, action: [...action] }, path);
      return true;
    } catch {
      return false;
    }
  };
  const known = sent.action.filter((action) => isWhole([action]));
  // Where none is known, the first refusal says why: mostly that there is no such resource.
  const unknown = known.length === 0 ? sent.action.slice(0, 1) : sent.action.filter((action) => !known.includes(action));
  for (const action of unknown) reporting(() => toPermission({ ...sent, action: [action] }, path));
  return known.length === 0 ? [] : [toPermission({ ...sent, action: known }, path)];
}

/** Takes out what the server would refuse, until nothing is refused: rules that never fire, and ids of what is not there. */
async function withoutDeadRules(state: ImportState, entry: ImportEntry, rules: Rules): Promise<Rules> {
  let left = rules;
  while (left.targets.length > 0 && left.permissions.length > 0) {
    const errors = await findRuleErrors(state.tx, state.ctx.profileId, left);
    const places = errors.map(({ path }) => /^(targets|permissions)\.(\d+)(?:\.actions\.(\d+))?/.exec(path));
    const [first] = places.filter((place) => place !== null);
    if (!first) break;

    const [, list, index] = first;
    const reason = errors.filter(({ path }) => path.startsWith(`${list}.${index}`)).map(({ path, message }) => `${path} ${message}`);
    note(state, entry, `left out: ${[...new Set(reason)].join("; ")}`);
    left = withoutPlace(left, { list: list ?? "", index: Number(index), action: first[3] === undefined ? null : Number(first[3]) });
  }
  return left;
}

function withoutPlace(rules: Rules, { list, index, action }: { list: string; index: number; action: number | null }): Rules {
  if (list === "targets") return { ...rules, targets: rules.targets.filter((_each, at) => at !== index) };
  const permissions = rules.permissions.flatMap((permission, at) => {
    if (at !== index) return [permission];
    const actions = action === null ? [] : permission.actions.filter((_each, place) => place !== action);
    return actions.length === 0 ? [] : [{ ...permission, actions }];
  });
  return { ...rules, permissions };
}

/** A rule by tags that people set at sign-up themselves would let everybody in: such a policy comes as a draft. */
async function save(state: ImportState, entry: ImportEntry, body: PolicySaveBody & { id: string }): Promise<void> {
  try {
    await createPolicy(state.ctx, body);
  } catch (thrown) {
    if (!(thrown instanceof LatchkeyError) || thrown.code !== "access.self_settable_key") throw thrown;
    note(state, entry, `is a draft here, which decides nothing: ${reasonOf(thrown)}`);
    await createPolicy(state.ctx, { ...body, status: "draft" });
  }
}
