import { expect, test } from "vitest";
import { sendLanguage } from "./send-language.ts";

test("every call names the language of the moment and keeps its own headers", async () => {
  const sent: Headers[] = [];
  let language = "en";
  const call = sendLanguage(
    (_input, init) => {
      sent.push(new Headers(init?.headers));
      return Promise.resolve(new Response());
    },
    () => language,
  );

  await call("/api/v1/portals/acme");
  language = "pt-BR";
  await call("/api/v1/portals/acme", { method: "POST", headers: { "content-type": "application/json" } });

  expect(sent.map((headers) => headers.get("accept-language"))).toEqual(["en", "pt-BR"]);
  expect(sent[1]?.get("content-type")).toBe("application/json");
});
