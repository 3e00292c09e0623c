declare module "../../database/events.ts" {
  interface EventMap {
    /** Every session but `keptSessionId` ends. */
    "user.password_changed": { profileId: string; userId: string; keptSessionId: string | null };
  }
}

export {};
