import type { Widget } from "@latchkey/contract";
import { ViewToggle } from "@latchkey/ui";
import type { ChartView } from "@latchkey/ui";
import { Title } from "@mantine/core";
import { useId, useState } from "react";
import type { ReactNode } from "react";
import { CsvDownload } from "./csv-download.tsx";
import { useDashboard } from "./dashboard-context.ts";
import { FormBody } from "./form-body.tsx";
import { NoteBody } from "./note-body.tsx";
import { DataBody } from "./data-body.tsx";
import classes from "./widget-card.module.css";
import { widgetKindWords } from "./widget-kind-words.ts";

/** One widget in its frame: title, what can be done with it, and what it shows. */
export function WidgetCard({ widget, actions }: { widget: Widget; actions: ReactNode }) {
  const { t } = useDashboard();
  const titleId = useId();
  const [view, setView] = useState<ChartView>("chart");
  const { content } = widget;
  const name = widget.title === "" ? widgetKindWords(t)[content.type] : widget.title;
  const isChart = content.type === "line" || content.type === "area" || content.type === "bar" || content.type === "pie";
  const hasFigures = content.type !== "note" && content.type !== "form";

  return (
    <section className={classes.card} aria-labelledby={titleId}>
      <header className={classes.header}>
        {/* Without a title of its own a widget still has a name for those who cannot see what kind it is. */}
        <Title order={2} id={titleId} className={classes.title} data-hidden={widget.title === "" || undefined} title={name}>
          {name}
        </Title>
        <div className={classes.actions}>
          {isChart ? <ViewToggle view={view} onChange={setView} name={name} /> : null}
          {hasFigures ? <CsvDownload widget={widget} name={name} /> : null}
          {actions}
        </div>
      </header>
      <div className={classes.body}>{renderBody(widget, name, view)}</div>
    </section>
  );
}

function renderBody(widget: Widget, name: string, view: ChartView): ReactNode {
  if (widget.content.type === "note") return <NoteBody text={widget.content.text} />;
  if (widget.content.type === "form") return <FormBody widgetId={widget.id} content={widget.content} />;

  return <DataBody widget={widget} name={name} view={view} />;
}
