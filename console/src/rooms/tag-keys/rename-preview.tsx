import { Alert, Button, Checkbox, Group, List, Stack, Text, Textarea } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { RenameCounts, RenamePreview as Preview, TagRename } from "@latchkey/contract";
import { ProblemAlert, sayDone } from "../../shell/index.ts";
import { ThingLink } from "../resources/index.ts";
import { RenameImpact } from "./rename-impact.tsx";
import { useRenameTag } from "./use-tag-keys.ts";

interface RenamePreviewProps {
  change: TagRename;
  preview: Preview;
  onBack: () => void;
  onClose: () => void;
}

const touchables = ["run_user", "dashboard", "device", "analysis", "group", "policy", "role", "signUpField"] as const;

/** What a rename would touch, who would gain or lose by it, and the button that does it. */
export function RenamePreview({ change, preview, onBack, onClose }: RenamePreviewProps) {
  const { t } = useTranslation();
  const rename = useRenameTag();
  const [reason, setReason] = useState("");
  const [isMerging, setIsMerging] = useState(false);
  const isMerge = touchables.some((each) => preview.alreadyThere[each] > 0);
  const words =
    change.rename === "key"
      ? { from: change.key, to: change.to }
      : { from: `${change.key} = ${change.value}`, to: `${change.key} = ${change.to}` };

  function submit(event: FormEvent) {
    event.preventDefault();
    rename.mutate(
      { change, mergeExisting: isMerging, ...(reason.trim() === "" ? {} : { reason: reason.trim() }) },
      {
        onSuccess: () => {
          sayDone(t("tagKeys.renamed", words));
          onClose();
        },
      },
    );
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <Text fw={600}>{t("tagKeys.renameSentence", words)}</Text>
        <CountList counts={preview.touched} title={t("tagKeys.touches")} none={t("tagKeys.touchesNothing")} />
        {preview.policies.length === 0 ? null : (
          <Group gap="xs">
            <Text size="sm">{t("tagKeys.policiesTouched")}:</Text>
            {preview.policies.map((policy) => (
              <Text key={policy.id} size="sm" span>
                <ThingLink type="policy" id={policy.id} name={policy.name} />
              </Text>
            ))}
          </Group>
        )}
        {isMerge ? (
          <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={t("tagKeys.mergeTitle")}>
            <Stack gap="xs">
              <CountList counts={preview.alreadyThere} title={t("tagKeys.alreadyThere")} none="" />
              <Checkbox
                label={t("tagKeys.mergeConfirm")}
                checked={isMerging}
                onChange={(event) => setIsMerging(event.currentTarget.checked)}
              />
            </Stack>
          </Alert>
        ) : null}
        <RenameImpact change={change} preview={preview} isMerge={isMerge} />
        <Textarea
          label={t("tagKeys.reason")}
          maxLength={500}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemAlert error={rename.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onBack}>
            {t("common.back")}
          </Button>
          <Button type="submit" disabled={isMerge && !isMerging} loading={rename.isPending}>
            {t("tagKeys.renameNow")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function CountList({ counts, title, none }: { counts: RenameCounts; title: string; none: string }) {
  const { t } = useTranslation();
  const present = touchables.filter((each) => counts[each] > 0);
  if (present.length === 0) return none === "" ? null : <Text c="dimmed">{none}</Text>;

  return (
    <div>
      <Text size="sm">{title}</Text>
      <List size="sm" withPadding>
        {present.map((each) => (
          <List.Item key={each}>{t(`tagKeys.carriers.${each}`, { count: counts[each] })}</List.Item>
        ))}
      </List>
    </div>
  );
}
