import { Button, Modal, Textarea, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

const copiedMilliseconds = 2500;

/** Copies a longer text. Where the browser refuses, as on plain http, the text is shown to be copied by hand. */
export function CopyTextButton({ label, text }: { label: string; text: () => string }) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  const [byHand, setByHand] = useState<string | null>(null);

  async function copy() {
    const content = text();

    try {
      await navigator.clipboard.writeText(content);
      setIsCopied(true);
      setTimeout(() => setIsCopied(false), copiedMilliseconds);
    } catch {
      setByHand(content);
    }
  }

  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={isCopied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        onClick={() => void copy()}
      >
        {isCopied ? t("common.copied") : label}
      </Button>
      <VisuallyHidden role="status">{isCopied ? t("common.copied") : ""}</VisuallyHidden>
      <Modal
        opened={byHand !== null}
        onClose={() => setByHand(null)}
        title={label}
        size="lg"
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <Textarea
          aria-label={label}
          readOnly
          autosize
          maxRows={20}
          value={byHand ?? ""}
          onFocus={(event) => event.currentTarget.select()}
          data-autofocus
        />
      </Modal>
    </>
  );
}
