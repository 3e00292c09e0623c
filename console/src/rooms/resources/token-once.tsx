import { Alert, Modal, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CopyField } from "@latchkey/ui";

interface TokenOnceProps {
  /** The secret, or null while there is none to show. */
  token: string | null;
  title: string;
  label: string;
  onClose: () => void;
  children?: ReactNode;
}

/** A secret that is shown once: it is stored as a hash, so nobody can look it up again. */
export function TokenOnce({ token, title, label, onClose, children }: TokenOnceProps) {
  const { t } = useTranslation();

  return (
    <Modal
      opened={token !== null}
      onClose={onClose}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack>
        <Alert color="orange" icon={<IconKey aria-hidden />} title={t("resources.shownOnce")}>
          <Text size="sm">{t("resources.shownOnceText")}</Text>
        </Alert>
        <CopyField label={label} value={token ?? ""} />
        {children}
      </Stack>
    </Modal>
  );
}
