declare module "../../database/jobs.ts" {
  interface JobMap {
    "accounts.hand_over_deletion": { profileId: string; requestId: string };
  }
}

export {};
