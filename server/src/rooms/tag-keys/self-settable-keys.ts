import type { Connection } from "../../database/database.ts";
import { findProfile } from "../profiles/index.ts";
import { listTagKeyRows } from "./tag-keys.store.ts";

/** Tag keys whose value users choose: by a sign-up field, or because the registry lets them. */
export async function listSelfSettableKeys(connection: Connection, profileId: string): Promise<string[]> {
  const [signUpKeys, rows] = [await listSignUpKeys(connection, profileId), await listTagKeyRows(connection, profileId)];
  return [...new Set([...signUpKeys, ...rows.filter((row) => row.set_by === "users").map((row) => row.key)])];
}

/** Keys that a sign-up field fills with what the visitor typed; hidden fields are filled by the server. */
export async function listSignUpKeys(connection: Connection, profileId: string): Promise<string[]> {
  const profile = await findProfile(connection, profileId);
  return (profile?.signup.fields ?? []).filter((field) => field.type !== "hidden").map((field) => field.name);
}
