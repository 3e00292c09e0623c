declare module "../../database/jobs.ts" {
  interface JobMap {
    /** Tries to hand one message over. */
    "mail.send": { profileId: string; mailId: string };
  }
}

export {};
