import { createContext, useContext, useMemo } from "react";
import type { ReactNode } from "react";
import type { ApiClient } from "@latchkey/client";

export interface AccountSettings {
  client: ApiClient;
  /** `console` or `portal-<slug>`: where somebody signs in and is signed in. */
  place: string;
  /** What people call that place. */
  name: string;
}

const AccountContext = createContext<AccountSettings | null>(null);

/** Tells everything inside at which place it is, and by which client it calls. */
export function AccountScope({ client, place, name, children }: AccountSettings & { children: ReactNode }) {
  const settings = useMemo(() => ({ client, place, name }), [client, place, name]);

  return <AccountContext value={settings}>{children}</AccountContext>;
}

export function useAccount(): AccountSettings {
  const settings = useContext(AccountContext);
  if (settings === null) throw new Error("Account screens need an AccountScope above them");

  return settings;
}
