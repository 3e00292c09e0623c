declare module "../../database/events.ts" {
  interface EventMap {
    /** What was given to the group ends with it. */
    "group.deleted": { profileId: string; groupId: string; at: Date };
  }
}

export {};
