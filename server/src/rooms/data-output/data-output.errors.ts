import { defineErrors } from "../../platform/errors.ts";

export const dataOutputErrors = defineErrors("data_output", {
  limit_reached: {
    status: 402,
    title: "This month's data output is used up.",
    advice: "Widgets show data again next month, or when the limit is raised. Data that devices send is stored all the same.",
  },
});
