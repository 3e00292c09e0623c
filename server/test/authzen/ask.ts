import { readFileSync } from "node:fs";
import type { Permission, PolicyBody, Tag } from "@latchkey/contract";
import type { Makers } from "../makers.ts";
import type { TestApp } from "../test-app.ts";

export type Endpoint = "evaluation" | "evaluations" | "search/subject" | "search/resource" | "search/action";
export type TestProfile = Awaited<ReturnType<Makers["aProfile"]>>;

/** Vectors that the working group has published; each file says where. */
export function published<T>(name: "certification" | "todo" | "search" | "idp" | "gateway"): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8")) as T;
}

/** Asks the decision point of a profile as another application does: over HTTP, with a token that may only read. */
export async function askerOf(latchkey: TestApp, profile: { id: string }) {
  const token = await latchkey.make.anApiToken(profile, "read");
  return (endpoint: Endpoint, body: unknown, headers: Record<string, string> = {}) =>
    latchkey.request({
      method: "POST",
      url: `/authzen/${profile.id}/access/v1/${endpoint}`,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      payload: typeof body === "string" ? body : JSON.stringify(body),
    });
}

export function toTags(values: Record<string, string | readonly string[]>): Tag[] {
  return Object.entries(values).flatMap(([key, value]) => [value].flat().map((each) => ({ key, value: each })));
}

/** Adds a type whose actions are labelled as they are named. */
export async function addType(profile: TestProfile, name: string, actions: readonly string[]): Promise<void> {
  const body = { name, label: name, actions: actions.map((action) => ({ name: action, label: action })) };
  await profile.client.resourceTypes.createResourceType({ params: { profileId: profile.id }, body });
}

type Target = PolicyBody["targets"][number];
type Matcher =
  | { match: "any" }
  | { match: "id"; id: string }
  | { match: "tag"; key: string; value: string }
  | { match: "tag_match"; key: string };

export const anybody: Target = { subject: "run_user", match: "any" };
export const tagged = (key: string, value: string): Target => ({ subject: "run_user", match: "tag", key, value });

export function rule(effect: "allow" | "deny", actions: string[], type: string, matcher: Matcher = { match: "any" }): Permission {
  return { effect, actions, resource: { type, ...matcher } };
}
