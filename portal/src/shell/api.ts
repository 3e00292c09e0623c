import { createClient } from "@latchkey/client";

/** The API of the page's own origin, with the browser's session cookie. */
export const api = createClient();
