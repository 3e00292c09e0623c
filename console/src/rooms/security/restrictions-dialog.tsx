import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, useMay, useProfileId } from "../../shell/index.ts";
import { OwnRules } from "./own-rules.tsx";
import type { RulesCalls, RulesHolder } from "./own-rules.tsx";
import { Part } from "./part.tsx";
import { usePart } from "./use-person.ts";

interface Named {
  id: string;
  name: string;
}

/** From where and when holders of a role may call. */
export function RoleRestrictionsDialog({ role, onClose }: { role: Named; onClose: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const params = { profileId: useProfileId(), roleId: role.id };
  const calls: RulesCalls = {
    get: (signal) => api.restrictions.getRoleRestrictions({ params, signal }),
    put: ({ version, ...body }) => api.restrictions.putRoleRestrictions({ params, body, ifMatch: version }),
  };
  const holder = { mayEdit: may("access_management", "edit"), queryKey: ["restrictions", "role", role.id] };
  const title = t("security.restrictionsOfRole", { name: role.name });

  return <RestrictionsDialog title={title} label={t("security.hasOwnRole")} holder={holder} calls={calls} onClose={onClose} />;
}

/** From where and when an API token may be used. */
export function TokenRestrictionsDialog({ token, onClose }: { token: Named; onClose: () => void }) {
  const { t } = useTranslation();
  const params = { profileId: useProfileId(), tokenId: token.id };
  const calls: RulesCalls = {
    get: (signal) => api.restrictions.getTokenRestrictions({ params, signal }),
    put: ({ version, ...body }) => api.restrictions.putTokenRestrictions({ params, body, ifMatch: version }),
  };
  const holder = { mayEdit: true, queryKey: ["restrictions", "token", token.id] };
  const title = t("security.restrictionsOfToken", { name: token.name });

  return <RestrictionsDialog title={title} label={t("security.hasOwnToken")} holder={holder} calls={calls} onClose={onClose} />;
}

interface RestrictionsDialogProps {
  title: string;
  label: string;
  holder: RulesHolder;
  calls: RulesCalls;
  onClose: () => void;
}

/** The rules of whatever may have some of its own. */
export function RestrictionsDialog({ title, label, holder, calls, onClose }: RestrictionsDialogProps) {
  const { t } = useTranslation();
  const own = usePart(holder, "restrictions", calls.get);

  return (
    <Modal opened onClose={onClose} size="lg" title={title} closeButtonProps={{ "aria-label": t("common.close") }}>
      <Part query={own}>
        {(data) => <OwnRules key={data.version} own={data} holder={holder} calls={calls} label={label} onSaved={onClose} />}
      </Part>
    </Modal>
  );
}
