import { defineErrors } from "../../platform/errors.ts";

export const restrictionErrors = defineErrors("restrictions", {
  not_from_here: {
    status: 403,
    title: "This isn't possible from here or at this time.",
    advice: "Rules limit from where and when you may call. Ask an administrator which ones; the audit log names them.",
  },
  would_lock_you_out: {
    status: 409,
    title: "These rules would refuse you, here and now.",
    advice: "Change them so that they let you in, or send `confirmLockOut: true` if you mean it.",
  },
  version_conflict: {
    status: 412,
    title: "Somebody else changed these rules meanwhile.",
    advice: "Read them again, then repeat your change.",
  },
});
