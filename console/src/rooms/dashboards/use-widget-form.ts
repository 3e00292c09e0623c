import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import type { Dashboard, Widget } from "@latchkey/contract";
import { layOut } from "@latchkey/widgets";
import { sayDone } from "../../shell/index.ts";
import { findFreePlace } from "./find-free-place.ts";
import { widgetsOn } from "./tab-widgets.ts";
import { useSaveWidget } from "./use-dashboards.ts";
import { emptyWidgetForm, toContent, toWidgetForm } from "./widget-form.ts";
import type { WidgetForm } from "./widget-form.ts";
import { findWidgetGaps, toFormPath } from "./widget-gaps.ts";

interface WidgetFormInput {
  dashboard: Dashboard;
  /** Absent for a new widget. */
  widget: Widget | undefined;
  tabId: string | null;
  onSaved: () => void;
}

/** What is typed into the widget dialog, what it still lacks, and saving it. */
export function useWidgetForm({ dashboard, widget, tabId, onSaved }: WidgetFormInput) {
  const { t } = useTranslation();
  const [form, setForm] = useState(() => (widget === undefined ? emptyWidgetForm(tabId) : toWidgetForm(widget)));
  const [gaps, setGaps] = useState<Record<string, string>>({});
  const save = useSaveWidget(dashboard.id);

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
    onSaved();
  }

  return { form, gaps, errors: { ...serverErrors(save.error), ...gaps }, save, change, submit };
}

function serverErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ProblemError)) return {};

  return Object.fromEntries((error.problem.errors ?? []).map(({ path, message }) => [toFormPath(path), message]));
}
