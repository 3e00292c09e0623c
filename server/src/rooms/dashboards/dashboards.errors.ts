import { defineErrors } from "../../platform/errors.ts";

export const dashboardErrors = defineErrors("dashboards", {
  unknown_tab: {
    status: 400,
    title: "The dashboard has no such tab.",
    advice: "Choose one of the dashboard's tabs, or none.",
  },
  unknown_device: {
    status: 400,
    title: "The widget names a device that does not exist.",
    advice: "Choose a device of this profile.",
  },
  too_many_widgets: {
    status: 409,
    title: "A dashboard holds at most 100 widgets.",
    advice: "Remove a widget, or make another dashboard.",
  },
  not_a_form: {
    status: 400,
    title: "This widget takes no input.",
    advice: "Send values to an input form widget.",
  },
});
