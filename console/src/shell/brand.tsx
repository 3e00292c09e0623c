import { Group, Text, ThemeIcon } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

export function Brand() {
  const { t } = useTranslation();

  return (
    <Group gap="xs" wrap="nowrap">
      <ThemeIcon size={30} aria-hidden>
        <IconKey size={18} stroke={1.8} />
      </ThemeIcon>
      <Text fw={700}>{t("common.productName")}</Text>
    </Group>
  );
}
