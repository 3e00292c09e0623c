import type { NewRecord } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { storeRecords } from "../devices/index.ts";
import { dashboardErrors } from "./dashboards.errors.ts";
import { checkFormValues } from "./form.rules.ts";
import { dashboardObject } from "./to-dashboard.ts";
import { getVisibleWidget, mayUseWidget, type WidgetPath } from "./widget-access.ts";

/** Sends an input form's values to its device. Device, variables and units come from the widget, never from the browser. */
export async function submitWidgetForm(
  ctx: Context,
  path: WidgetPath,
  values: Record<string, NewRecord["value"]>,
): Promise<{ added: number }> {
  const { dashboard, widget } = await getVisibleWidget(ctx, path);
  if (!mayUseWidget(ctx, dashboard, { widgetId: widget.id, action: "send_data" })) throw httpErrors.not_allowed();
  const { content } = widget;
  if (content.type !== "form") throw dashboardErrors.not_a_form();

  const { records, errors } = checkFormValues(content.fields, values);
  if (errors.length > 0) throw httpErrors.bad_request({ errors });

  return transact(ctx.db, async (tx) => {
    const stored = await storeRecords(tx, ctx, content.deviceId, records);
    await recordAuditEntry(tx, ctx, {
      action: "form.submitted",
      object: dashboardObject(dashboard),
      after: { widgetId: widget.id, ...Object.fromEntries(records.map((record) => [record.variable, record.value])) },
    });
    return stored;
  });
}
