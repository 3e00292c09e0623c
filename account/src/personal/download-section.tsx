import { Button, Group } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useAccount } from "../scope/account-scope.tsx";
import { ProblemAlert } from "../scope/problem-alert.tsx";
import { saveFile } from "../scope/save-file.ts";
import { SectionCard } from "./section-card.tsx";

const formats = [
  { format: "json", word: "account.downloadJson" },
  { format: "html", word: "account.downloadHtml" },
] as const;

/** Everything that is kept about somebody, handed to themselves. */
export function DownloadSection() {
  const { t } = useTranslation();
  const { client, place } = useAccount();
  const download = useMutation({
    mutationFn: (format: "json" | "html") => client.accounts.downloadOwnData({ params: { place }, body: { format } }),
    onSuccess: ({ fileName, mediaType, content }) => saveFile(fileName, content, mediaType),
  });

  return (
    <SectionCard title={t("account.downloadTitle")} text={t("account.downloadText")}>
      <ProblemAlert error={download.error} />
      <Group>
        {formats.map(({ format, word }) => (
          <Button
            key={format}
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={download.isPending && download.variables === format}
            onClick={() => download.mutate(format)}
          >
            {t(word)}
          </Button>
        ))}
      </Group>
    </SectionCard>
  );
}
