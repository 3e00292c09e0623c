import { defineErrors } from "../../platform/errors.ts";

export const browserErrors = defineErrors("browsers", {
  trust_not_allowed: {
    status: 403,
    title: "Devices cannot be trusted by yourself here.",
    advice: "Ask an administrator to trust the device.",
  },
  not_pending: {
    status: 409,
    title: "This device does not wait for approval any more.",
    advice: "Read the list again; somebody else may have decided meanwhile.",
  },
});
