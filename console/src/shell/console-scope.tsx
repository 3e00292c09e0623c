import { Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { AccountScope } from "@latchkey/account";
import { consolePlace } from "@latchkey/contract";
import { api } from "./api.ts";

/** Whoever is on any page of the console signs in, and looks after their account, at the console. */
export function ConsoleScope() {
  const { t } = useTranslation();

  return (
    <AccountScope client={api} place={consolePlace} name={t("common.productName")}>
      <Outlet />
    </AccountScope>
  );
}
