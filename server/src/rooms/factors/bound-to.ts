/**
 * What a challenge, a code or a factor that was begun belongs to: one sign-in or one session. INVARIANT: it is accepted there
 * only, so that nobody finishes what somebody else, or an older request, began (ASVS 6.6.2).
 */
export type BoundTo = `ticket:${string}` | `session:${string}`;

/** Whoever is still signing in has shown one factor only. */
export function isWithinSignIn(boundTo: BoundTo): boolean {
  return boundTo.startsWith("ticket:");
}
