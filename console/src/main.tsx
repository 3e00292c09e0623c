import { createInstance } from "i18next";
import { createRoot } from "react-dom/client";
import { initReactI18next } from "react-i18next";
import { consoleResources, initWords } from "@latchkey/words";
import { App } from "./shell/app.tsx";
import { createConsoleRouter } from "./shell/create-console-router.tsx";
import { createConsoleQueryClient } from "./shell/query-client.ts";

const words = createInstance().use(initReactI18next);
// The console has English sentences only, whatever the portal speaks; index.html says so too.
initWords(words, { language: "en", resources: consoleResources });

const queryClient = createConsoleQueryClient();
const router = createConsoleRouter(queryClient);

const root = document.getElementById("root");
if (root === null) throw new Error("index.html lacks the element #root");

createRoot(root).render(<App queryClient={queryClient} router={router} words={words} />);
