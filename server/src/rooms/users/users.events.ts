declare module "../../database/events.ts" {
  interface EventMap {
    /** The user may not act any more: whoever holds sessions or links for them ends those. */
    "user.suspended": { profileId: string; userId: string };
    "user.deleted": { profileId: string; userId: string };
    /** What was sent to the old address is no longer meant for whoever reads it. */
    "user.email_changed": { profileId: string; userId: string };
  }
}

export {};
