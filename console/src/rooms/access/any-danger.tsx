import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ResourceType } from "@latchkey/contract";

/** Where a value would stand: Any has none, and that is the danger. */
export function AnyDanger({ side, type }: { side: "subject" | "resource"; type: ResourceType }) {
  const { t } = useTranslation();

  return (
    <Alert color="red" py="xs" mt={{ base: 0, sm: 22 }} icon={<IconAlertTriangle aria-hidden />} title={t(`access.editor.anyOf.${type}`)}>
      {side === "subject" ? t("access.editor.anySubjectDanger") : t("access.editor.anyResourceDanger")}
    </Alert>
  );
}
