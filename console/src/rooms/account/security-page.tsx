import { Alert, Anchor } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { AccountSecurity } from "@latchkey/account";
import { LinkAnchor, Page, sessionQuery, useMe } from "../../shell/index.ts";

/** How somebody signs in to the console, and where they are signed in. */
export function SecurityPage() {
  const { t } = useTranslation();
  const me = useMe();
  const queryClient = useQueryClient();

  return (
    <Page
      title={t("account.security")}
      description={t("account.securityText")}
      trail={
        <LinkAnchor to="/account" size="sm" w="fit-content">
          {`‹ ${t("shell.accountTitle")}`}
        </LinkAnchor>
      }
    >
      {me.kind === "run_user" ? (
        <Alert>
          {t("shell.accountInPortal")}{" "}
          <Anchor href={`/p/${me.slug ?? ""}/account/security`} inherit underline="always">
            {t("shell.accountOpenPortal")}
          </Anchor>
        </Alert>
      ) : (
        <AccountSecurity
          key={me.id}
          person={me}
          onChanged={() => void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })}
        />
      )}
    </Page>
  );
}
