import { fromStoredTags } from "../../../database/tags.ts";
import type { ActionWords } from "../../actions/index.ts";
import { findProfile } from "../../profiles/index.ts";
import { toTagoPolicy } from "../access/policies.ts";
import { toRunUser } from "../people/to-run-user.ts";
import { toTagoAnalysis, triggerAnalysis } from "../things/analyses.ts";
import { toTagoDevice } from "../things/devices.ts";
import { findExtras } from "../wire/extra-fields.store.ts";
import { keyOfAction, toTagoAction } from "./to-action.ts";

/** Webhooks and scripts hear of things as TagoIO's API shows them. */
export const actionWords: ActionWords = {
  device: async (ctx, row) => toTagoDevice(row, await findExtras(ctx.db, { profileId: ctx.profileId, type: "device", id: row.id })),
  analysis: async (ctx, row) => toTagoAnalysis(row, await findExtras(ctx.db, { profileId: ctx.profileId, type: "analysis", id: row.id })),
  policy: async (_ctx, row) => toTagoPolicy(row),
  run_user: async (ctx, row) => {
    const profile = await findProfile(ctx.db, ctx.profileId);
    const extras = await findExtras(ctx.db, { profileId: ctx.profileId, type: "run_user", id: row.id });
    return toRunUser(row, extras, profile?.language ?? "en");
  },
  action: async (ctx, row) => toTagoAction(ctx, row, await findExtras(ctx.db, keyOfAction(ctx, row.id))),
  profile: async (_ctx, { id, name }) => ({ id, name, tags: [] }),
  deleted: (ctx, { id, name, tags }) => ({ id, profile: ctx.profileId, name, tags: fromStoredTags(tags) }),
  runAnalysis: (ctx, analysisId, { moment, thing }) =>
    triggerAnalysis(ctx, analysisId, { data: [thing], environment: { _action_type: "resource", _action_when: moment } }),
};
