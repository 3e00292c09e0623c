import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import type { Dashboard, Widget, WidgetType } from "@latchkey/contract";
import { layOut, widgetKindWords } from "@latchkey/widgets";
import { ProblemAlert, sayDone } from "../../shell/index.ts";
import { useFocusFirstError } from "../resources/index.ts";
import { findFreePlace } from "./find-free-place.ts";
import { widgetsOn } from "./tab-widgets.ts";
import { useSaveWidget } from "./use-dashboards.ts";
import { WidgetFields } from "./widget-fields.tsx";
import { emptyWidgetForm, toContent, toWidgetForm } from "./widget-form.ts";
import type { WidgetForm } from "./widget-form.ts";
import { findWidgetGaps, toFormPath } from "./widget-gaps.ts";

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
  const [form, setForm] = useState(() => (widget === undefined ? emptyWidgetForm(tabId) : toWidgetForm(widget)));
  const formRef = useRef<HTMLFormElement>(null);
  const [gaps, setGaps] = useState<Record<string, string>>({});
  const save = useSaveWidget(dashboard.id);
  const errors = { ...serverErrors(save.error), ...gaps };
  const kinds = widgetKindWords(t);
  useFocusFirstError(formRef, gaps);

  function change(part: Partial<WidgetForm>) {
    setForm((before) => ({ ...before, ...part }));
    setGaps({});
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = Object.entries(findWidgetGaps(form)).map(([path, gap]) => [path, t(`resources.widget.${gap}`)] as const);
    setGaps(Object.fromEntries(found));
    if (found.length > 0) return;

    const body = { title: form.title.trim(), tabId: form.tabId, content: toContent(form) };
    const place = widget === undefined ? { place: findFreePlace(layOut(widgetsOn(dashboard, form.tabId)), form.type) } : {};
    save.mutate({ widgetId: widget?.id, body: { ...body, ...place } }, { onSuccess: finish });
  }

  function finish() {
    sayDone(widget === undefined ? t("resources.widget.added") : t("resources.widget.saved"));
    onClose();
  }

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

function serverErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ProblemError)) return {};

  return Object.fromEntries((error.problem.errors ?? []).map(({ path, message }) => [toFormPath(path), message]));
}
