import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy, IconDownload, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccount } from "../scope/account-scope.tsx";
import { saveFile } from "../scope/save-file.ts";
import classes from "./recovery-codes.module.css";

interface RecoveryCodesProps {
  codes: readonly string[];
  onDone: () => void;
}

/** Shown this one time: nobody goes on before saying that they are kept. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const { t } = useTranslation();
  const { name } = useAccount();
  const clipboard = useClipboard({ timeout: 2500 });
  const [isSaved, setIsSaved] = useState(false);
  const title = t("signIn.recoveryFile", { name });

  return (
    <Stack>
      <Text>{t("signIn.recoveryText")}</Text>
      <div className={classes.sheet}>
        <p className={classes.title}>{title}</p>
        <ul className={classes.codes} aria-label={title}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={clipboard.copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          onClick={() => clipboard.copy(codes.join("\n"))}
        >
          {clipboard.copied ? t("signIn.recoveryCopied") : t("signIn.recoveryCopy")}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => saveFile("recovery-codes.txt", `${title}\n\n${codes.join("\n")}\n`, "text/plain")}
        >
          {t("signIn.recoveryDownload")}
        </Button>
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => globalThis.print()}>
          {t("signIn.recoveryPrint")}
        </Button>
      </Group>
      <Checkbox label={t("signIn.recoverySaved")} checked={isSaved} onChange={(event) => setIsSaved(event.currentTarget.checked)} />
      <Button fullWidth disabled={!isSaved} onClick={onDone}>
        {t("signIn.recoveryGoOn")}
      </Button>
    </Stack>
  );
}
