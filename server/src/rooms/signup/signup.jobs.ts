import type { RequestSource } from "../../http/context.ts";

declare module "../../database/jobs.ts" {
  interface JobMap {
    /** Registers somebody, or tells the owner of an address that is known. */
    "sign_up.register": { profileId: string; sealed: string; source: RequestSource };
  }
}
