import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Dashboard, Widget, WidgetType } from "@latchkey/contract";
import { widgetKindWords } from "@latchkey/widgets";
import { ProblemAlert } from "../../shell/index.ts";
import { useFocusFirstError } from "../resources/index.ts";
import { useWidgetForm } from "./use-widget-form.ts";
import { WidgetFields } from "./widget-fields.tsx";

interface WidgetDialogProps {
  dashboard: Dashboard;
  /** Absent for a new widget. */
  widget?: Widget;
  /** Where a new widget goes. */
  tabId: string | null;
  onClose: () => void;
}

const types: readonly WidgetType[] = ["line", "area", "bar", "pie", "value", "gauge", "table", "note", "form"];

/** What a widget shows and how: adds a new one or changes one. */
export function WidgetDialog({ dashboard, widget, tabId, onClose }: WidgetDialogProps) {
  const { t } = useTranslation();
  const formRef = useRef<HTMLFormElement>(null);
  const { form, gaps, errors, save, change, submit } = useWidgetForm({ dashboard, widget, tabId, onSaved: onClose });
  const kinds = widgetKindWords(t);
  useFocusFirstError(formRef, gaps);

  return (
    <Modal
      opened
      onClose={onClose}
      title={widget === undefined ? t("resources.widget.addTitle") : t("resources.widget.editTitle")}
      size="xl"
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form ref={formRef} onSubmit={submit} noValidate>
        <Stack>
          <ProblemAlert error={save.error} />
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <Select
              label={t("resources.widget.type")}
              value={form.type}
              onChange={(type) => type !== null && change({ type })}
              data={types.map((type) => ({ value: type, label: kinds[type] }))}
              allowDeselect={false}
              data-autofocus
            />
            <TextInput
              label={t("resources.widget.title")}
              maxLength={100}
              value={form.title}
              onChange={(event) => change({ title: event.currentTarget.value })}
              error={errors["title"]}
            />
            {dashboard.tabs.length === 0 ? null : (
              <Select
                label={t("resources.widget.tab")}
                value={form.tabId ?? dashboard.tabs[0]?.id ?? null}
                onChange={(chosen) => change({ tabId: chosen })}
                data={dashboard.tabs.map((tab) => ({ value: tab.id, label: tab.name }))}
                allowDeselect={false}
              />
            )}
          </Group>
          <WidgetFields form={form} errors={errors} onChange={change} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {widget === undefined ? t("resources.widget.add") : t("common.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
