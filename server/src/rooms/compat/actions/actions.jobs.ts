import type { Moment } from "./action.store.ts";

export interface ResourceChange {
  profileId: string;
  resource: "device" | "analysis" | "am" | "user" | "action" | "profile";
  when: Moment;
  id: string;
  /** Of what is deleted: all that is left of it. */
  last: { name: string; tags: string[] } | null;
  /** The analysis that changed it, if one did. */
  analysisId: string | null;
}

declare module "../../../database/jobs.ts" {
  interface JobMap {
    "compat.resource_changed": ResourceChange;
    "compat.run_action": { profileId: string; actionId: string; when: Moment; scope: Record<string, unknown> };
  }
}
