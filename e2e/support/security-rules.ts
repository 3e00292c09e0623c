import type { SecuritySettings } from "@latchkey/contract";
import type { World } from "./world.ts";

type Changes = { [Part in keyof SecuritySettings]?: Partial<SecuritySettings[Part]> };

/** Changes some of how people sign in to the world's portal; all else stays. */
export async function changeSecurity(world: World, changes: Changes): Promise<void> {
  const { version, settings } = await world.api.security.getSecurity({ params: world.params });
  const parts = Object.entries(changes).map(([part, change]) => [
    part,
    typeof change === "object" ? Object.assign({}, settings[part as keyof SecuritySettings], change) : change,
  ]);
  await world.api.security.updateSecurity({
    params: world.params,
    ifMatch: version,
    body: { settings: { ...settings, ...Object.fromEntries(parts) } },
  });
}
