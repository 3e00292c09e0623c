import { Button } from "@mantine/core";
import { IconMailForward } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TestMailDialog } from "./test-mail-dialog.tsx";
import { useMailDelivery } from "./use-mails.ts";
import type { MailOwner } from "./use-mails.ts";

/** Offered where there is a mail server to test. */
export function TestMailButton({ owner }: { owner: MailOwner }) {
  const { t } = useTranslation();
  const delivery = useMailDelivery(owner);
  const [isOpen, setIsOpen] = useState(false);
  if (delivery.data?.isEmailConfigured !== true) return null;

  return (
    <>
      <Button variant="default" leftSection={<IconMailForward size={16} aria-hidden />} onClick={() => setIsOpen(true)}>
        {t("mail.test")}
      </Button>
      {isOpen ? <TestMailDialog owner={owner} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}
