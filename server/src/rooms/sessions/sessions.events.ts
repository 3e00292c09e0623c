declare module "../../database/events.ts" {
  interface EventMap {
    /** Somebody is signing in, and rules speak about roles: whoever knows which roles they hold adds them. */
    "session.roles_asked": { profileId: string; userId: string; address: string | null; now: Date; roleIds: Set<string> };
  }
}

export {};
