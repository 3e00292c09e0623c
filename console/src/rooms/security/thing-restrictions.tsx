import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconShieldLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api, useIsUnrestricted, useProfileId } from "../../shell/index.ts";
import type { RulesCalls } from "./own-rules.tsx";
import { RestrictionsDialog } from "./restrictions-dialog.tsx";

interface ThingRestrictionsProps {
  of: "device" | "analysis";
  id: string;
  name: string;
}

/** From where and when the tokens of a device or an analysis may be used; for administrators whom nothing limits. */
export function ThingRestrictions({ of, id, name }: ThingRestrictionsProps) {
  const { t } = useTranslation();
  const [isOpen, { open, close }] = useDisclosure(false);
  const calls = useCalls(of, id);
  const isUnrestricted = useIsUnrestricted();
  if (!isUnrestricted) return null;

  return (
    <>
      <Button variant="default" leftSection={<IconShieldLock size={16} aria-hidden />} onClick={open}>
        {t("security.restrictions")}
      </Button>
      {isOpen ? (
        <RestrictionsDialog
          title={t("security.restrictionsOfToken", { name })}
          label={t(of === "device" ? "security.hasOwnDevice" : "security.hasOwnToken")}
          holder={{ mayEdit: true, queryKey: ["restrictions", of, id] }}
          calls={calls}
          onClose={close}
        />
      ) : null}
    </>
  );
}

function useCalls(of: ThingRestrictionsProps["of"], id: string): RulesCalls {
  const profileId = useProfileId();
  if (of === "device") {
    const params = { profileId, deviceId: id };
    return {
      get: (signal) => api.restrictions.getDeviceRestrictions({ params, signal }),
      put: ({ version, ...body }) => api.restrictions.putDeviceRestrictions({ params, body, ifMatch: version }),
    };
  }
  const params = { profileId, analysisId: id };
  return {
    get: (signal) => api.restrictions.getAnalysisRestrictions({ params, signal }),
    put: ({ version, ...body }) => api.restrictions.putAnalysisRestrictions({ params, body, ifMatch: version }),
  };
}
