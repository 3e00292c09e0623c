declare module "../../database/events.ts" {
  interface EventMap {
    /** Every session but `keptSessionId` ends. */
    "user.password_changed": {
      profileId: string;
      userId: string;
      keptSessionId: string | null;
      /** What to tell the owner; null where it is the first password of the account. */
      notice: { at: string; address: string | null } | null;
    };
  }
}

export {};
