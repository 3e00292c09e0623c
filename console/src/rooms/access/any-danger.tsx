import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ResourceType, SubjectType } from "@latchkey/contract";
import { isBuiltInType } from "./policy-words.ts";

/** Where a value would stand: Any has none, and that is the danger. */
export function AnyDanger({ side, type }: { side: "subject" | "resource"; type: string }) {
  const { t } = useTranslation();
  const title = isKnown(type) ? t(`access.editor.anyOf.${type}`) : t("access.editor.anyOf.other", { type });

  return (
    <Alert color="red" py="xs" mt={{ base: 0, sm: 22 }} icon={<IconAlertTriangle aria-hidden />} title={title}>
      {side === "subject" ? t("access.editor.anySubjectDanger") : t("access.editor.anyResourceDanger")}
    </Alert>
  );
}

function isKnown(type: string): type is ResourceType | SubjectType {
  return isBuiltInType(type) || type === "administrator";
}
