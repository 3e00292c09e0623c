import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconLink } from "@tabler/icons-react";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { CopyField } from "@latchkey/ui";
import { fieldErrors, ProblemAlert, sayDone } from "../../shell/index.ts";
import { useCreateShare } from "./use-shares.ts";

/** Makes a named link; its address is shown once. */
export function NewShareForm({ dashboardId }: { dashboardId: string }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const create = useCreateShare(dashboardId);
  const { known, others } = fieldErrors(create.error, ["name"]);

  function submit(event: FormEvent) {
    event.preventDefault();
    create.mutate(name.trim(), {
      onSuccess: () => {
        setName("");
        sayDone(t("resources.share.created"));
      },
    });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <ProblemAlert error={create.error} others={others} />
        <Group align="flex-end" gap="xs">
          <TextInput
            label={t("resources.share.name")}
            description={t("resources.share.nameHelp")}
            flex={1}
            miw={220}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={known["name"]}
          />
          <Button type="submit" leftSection={<IconLink size={16} aria-hidden />} loading={create.isPending}>
            {t("resources.share.create")}
          </Button>
        </Group>
        {create.data === undefined ? null : (
          <Alert color="orange" title={t("resources.shownOnce")}>
            <Stack gap="xs">
              <Text size="sm">{t("resources.shownOnceText")}</Text>
              <CopyField label={t("resources.share.url", { name: create.data.name })} value={create.data.url} />
            </Stack>
          </Alert>
        )}
      </Stack>
    </form>
  );
}
