import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import type { Plugin } from "vite";

const assetsPath = "/portal-assets/";
const serverUrl = "http://localhost:8080";

/** In development too, pages live under /p and everything they load under /portal-assets. */
const pagesUnderP: Plugin = {
  name: "latchkey-portal-pages",
  apply: "serve",
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (request.url !== undefined && /^\/p(\/|\?|$)/.test(request.url)) request.url = assetsPath;
      next();
    });
  },
};

// A tool demands the default export.
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: assetsPath,
  plugins: [react(), pagesUnderP],
  resolve: { conditions: ["latchkey-source", "module", "browser", "development|production"] },
  build: { outDir: "dist", emptyOutDir: true, target: "es2022" },
  // The Host header is passed on as it is: the server compares it with Origin.
  server: { port: 5174, strictPort: true, proxy: { "/api": { target: serverUrl, changeOrigin: false } } },
});
