/** How many random worlds each property sees; the long run sets LATCHKEY_WORLDS. */
export const worldCount = Number(process.env["LATCHKEY_WORLDS"] ?? 2000);
