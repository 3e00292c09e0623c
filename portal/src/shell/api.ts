import { createProofDesk, sendLanguage } from "@latchkey/account";
import { createClient } from "@latchkey/client";

/** Where calls wait that ask for a fresh proof of identity; see ProofDialog. */
export const proofDesk = createProofDesk();

/** The API of the page's own origin, with the browser's session cookie. */
export const api = createClient({ fetch: sendLanguage(proofDesk.fetch, () => document.documentElement.lang) });
