import type { SecuritySettings } from "@latchkey/contract";
import type { ApiClient } from "@latchkey/client";

type Groups = {
  [Group in keyof SecuritySettings]?: SecuritySettings[Group] extends object ? Partial<SecuritySettings[Group]> : SecuritySettings[Group];
};

/** Changes some of a profile's security settings; the rest stays. */
export async function changeSecurity(client: ApiClient, profileId: string, changes: Groups): Promise<void> {
  const { version, settings } = await client.security.getSecurity({ params: { profileId } });
  await client.security.updateSecurity({ params: { profileId }, ifMatch: version, body: { settings: merge(settings, changes) } });
}

function merge(settings: SecuritySettings, changes: Groups): SecuritySettings {
  const merged = Object.entries(changes).map(([group, change]) => {
    const before = settings[group as keyof SecuritySettings];
    return [group, typeof change === "object" ? { ...(before as object), ...change } : change];
  });
  return { ...settings, ...(Object.fromEntries(merged) as Partial<SecuritySettings>) };
}
