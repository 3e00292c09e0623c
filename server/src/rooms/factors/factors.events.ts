declare module "../../database/events.ts" {
  interface EventMap {
    /** An administrator took all factors away: whoever is signed in may be whoever had stolen them. */
    "user.factors_reset": { profileId: string; userId: string };
  }
}

export {};
