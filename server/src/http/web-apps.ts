import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendPage } from "./security-headers.ts";

interface WebApp {
  folder: string;
  /** Where Vite's `base` puts the hashed files. */
  assetsPrefix: string;
  /** Every page of the app is the same document; the app itself reads the address. */
  pages: string[];
}

const webApps: WebApp[] = [
  { folder: "console", assetsPrefix: "/console/assets/", pages: ["/console", "/console/*"] },
  { folder: "portal", assetsPrefix: "/portal-assets/assets/", pages: ["/p/:slug", "/p/:slug/*"] },
];

/** Serves the built console and portal. */
export async function registerWebApps(app: FastifyInstance): Promise<void> {
  app.get("/", { schema: { hide: true } }, async (_request, reply) => reply.redirect("/console/"));

  let isFirst = true;
  for (const { folder, assetsPrefix, pages } of webApps) {
    const dist = fileURLToPath(new URL(`../../../${folder}/dist/`, import.meta.url));
    if (existsSync(`${dist}assets`)) {
      // File names carry a hash of their content, so browsers may keep them for good.
      await app.register(fastifyStatic, {
        root: `${dist}assets`,
        prefix: assetsPrefix,
        decorateReply: isFirst,
        immutable: true,
        maxAge: "365d",
        index: false,
      });
      isFirst = false;
    }

    const html = existsSync(`${dist}index.html`) ? readFileSync(`${dist}index.html`, "utf8") : null;
    const serve = async (_request: FastifyRequest, reply: FastifyReply) => (html === null ? notBuilt(reply) : sendPage(reply, html));
    for (const page of pages) app.get(page, { schema: { hide: true } }, serve);
  }
}

function notBuilt(reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .type("text/plain; charset=utf-8")
    .send("The web pages have not been built yet: run `npm run build`, then start Latchkey again.\n");
}
