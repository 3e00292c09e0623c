import { defaultSecuritySettings, type SecuritySettings } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import { toSecuritySettings } from "./get-security.ts";
import { findSettingsText } from "./security.store.ts";

/** What many requests read alike is parsed once; whatever is prepared from it later hangs on the same object. */
const known = new Map<string, SecuritySettings>();
const knownMax = 1000;

export async function getSecuritySettings(connection: Connection, profileId: string): Promise<SecuritySettings> {
  return readSecurity(profileId, await findSettingsText(connection, profileId));
}

/** Settings as the query behind every request reads them: JSON text, null for the defaults. One object a profile. */
export function readSecurity(profileId: string, text: string | null): SecuritySettings {
  if (text === null) return defaultSecuritySettings;
  const key = profileId + text;
  const kept = known.get(key);
  if (kept) return kept;

  const read = toSecuritySettings(JSON.parse(text) as Partial<SecuritySettings>);
  if (known.size >= knownMax) known.clear();
  known.set(key, read);
  return read;
}
