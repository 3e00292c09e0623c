import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { AccountSecurity } from "@latchkey/account";
import { LinkAnchor, Page, sessionQuery, useMe, usePortal } from "../../shell/index.ts";

/** How somebody signs in to the portal, and where they are signed in. */
export function SecurityPage() {
  const { t } = useTranslation();
  const { slug } = usePortal();
  const me = useMe();
  const queryClient = useQueryClient();

  return (
    <Page
      title={t("account.security")}
      description={t("account.securityText")}
      trail={
        <LinkAnchor to="/$slug/account" params={{ slug }} size="sm" w="fit-content">
          {`‹ ${t("portal.account")}`}
        </LinkAnchor>
      }
    >
      <AccountSecurity
        key={me.id}
        person={me}
        onChanged={() => void queryClient.invalidateQueries({ queryKey: sessionQuery(slug).queryKey })}
      />
    </Page>
  );
}
