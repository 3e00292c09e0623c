import type { Moment, TriggerResource } from "./actions.tables.ts";

export interface ResourceChange {
  profileId: string;
  resource: TriggerResource;
  moment: Moment;
  id: string;
  /** Of what is deleted: all that is left of it. */
  last: { name: string; tags: string[] } | null;
  /** The analysis that changed it, if one did. */
  analysisId: string | null;
}

declare module "../../database/jobs.ts" {
  interface JobMap {
    "actions.changed": ResourceChange;
    "actions.run": { profileId: string; actionId: string; moment: Moment; thing: Record<string, unknown> };
  }
}
