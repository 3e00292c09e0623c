import { createInstance } from "i18next";
import { createRoot } from "react-dom/client";
import { initReactI18next } from "react-i18next";
import { openLanguage } from "@latchkey/account";
import { initWords, loadPortalWords, portalResources } from "@latchkey/words";
import { App } from "./shell/app.tsx";
import { createPortalRouter } from "./shell/create-portal-router.tsx";
import { createPortalQueryClient } from "./shell/query-client.ts";

const words = createInstance().use(initReactI18next);
words.on("languageChanged", (language) => {
  document.documentElement.lang = language;
});
initWords(words, { language: "en", resources: portalResources, load: loadPortalWords });
// Until the portal's own language is known; see the route `/$slug`.
void openLanguage(words);

const queryClient = createPortalQueryClient();
const router = createPortalRouter(queryClient, words);

const root = document.getElementById("root");
if (root === null) throw new Error("index.html lacks the element #root");

createRoot(root).render(<App queryClient={queryClient} router={router} words={words} />);
