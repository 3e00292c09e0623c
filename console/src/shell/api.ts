import { createProofDesk, readWishedLanguage, sendLanguage } from "@latchkey/account";
import { createClient } from "@latchkey/client";

/** Where calls wait that ask for a fresh proof of identity; see ProofDialog. */
export const proofDesk = createProofDesk();

/** The API of the page's own origin, with the browser's session cookie. Administrators are mailed in the language they chose when they signed in. */
export const api = createClient({ fetch: sendLanguage(proofDesk.fetch, readWishedLanguage) });
