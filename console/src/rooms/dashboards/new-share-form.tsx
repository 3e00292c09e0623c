import { Alert, Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconLink } from "@tabler/icons-react";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Dashboard } from "@latchkey/contract";
import { CopyField } from "@latchkey/ui";
import { fieldErrors, ProblemAlert, sayDone } from "../../shell/index.ts";
import { useCreateShare } from "./use-shares.ts";
import { widgetName } from "./widget-name.ts";

const wholeDashboard = "dashboard";

/** Makes a named link, to the dashboard or to one widget of it; its address is shown once. */
export function NewShareForm({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [opened, setOpened] = useState(wholeDashboard);
  const create = useCreateShare(dashboard.id);
  const { known, others } = fieldErrors(create.error, ["name"]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = { name: name.trim(), widgetId: opened === wholeDashboard ? null : opened };
    create.mutate(wanted, {
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
          {dashboard.widgets.length === 0 ? null : (
            <Select
              label={t("resources.share.opens")}
              flex={1}
              miw={200}
              allowDeselect={false}
              data={[
                { value: wholeDashboard, label: t("resources.share.opensAll") },
                ...dashboard.widgets.map((widget) => ({ value: widget.id, label: widgetName(t, widget) })),
              ]}
              value={opened}
              onChange={(next) => setOpened(next ?? wholeDashboard)}
            />
          )}
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
