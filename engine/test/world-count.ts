/** How many random worlds each property sees, and how long it may take; the long run sets LATCHKEY_WORLDS. */
export const worldCount = Number(process.env["LATCHKEY_WORLDS"] ?? 2000);

/** Generous: a busy machine must not turn a slow test into a failed one. */
export const patienceMillis = 60_000 + worldCount * 100;
