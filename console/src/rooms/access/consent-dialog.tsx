import { Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ConsentFields } from "./consent-fields.tsx";
import type { ConsentFieldsProps } from "./consent-fields.tsx";

interface ConsentDialogProps extends ConsentFieldsProps {
  isOpen: boolean;
  title: string;
  /** What it is about, for whoever has to decide. */
  children?: ReactNode;
}

/** Before a change that concerns access. What is typed lives only while the dialog is open: each opening starts empty. */
export function ConsentDialog({ isOpen, title, children, ...fields }: ConsentDialogProps) {
  const { t } = useTranslation();

  return (
    <Modal opened={isOpen} onClose={fields.onClose} size="lg" title={title} closeButtonProps={{ "aria-label": t("common.close") }}>
      {isOpen ? (
        <Stack>
          {children === undefined ? null : <Text component="div">{children}</Text>}
          <ConsentFields {...fields} />
        </Stack>
      ) : null}
    </Modal>
  );
}
