import "./factors.events.ts";

export type { BoundTo } from "./bound-to.ts";
export { confirmEnrolment } from "./confirm-enrolment.ts";
export { deleteExpiredFactors } from "./delete-expired-factors.ts";
export {
  describeSecondFactor,
  findProofFacts,
  findSecondFactorDueAt,
  hasFactors,
  type FirstProofFacts,
  type ProofFacts,
} from "./demand.ts";
export { listFactorRows, type FactorRow } from "./factors.store.ts";
export { factorRoutes } from "./factors.routes.ts";
export { confirmOwnFactor, listOwnFactors, removeOwnFactor, startOwnFactor } from "./own-factors.ts";
export { createPasskeyChallenge } from "./passkey-options.ts";
export { proveFactor, signInWithPasskeyAs, type FactorProof } from "./prove-factor.ts";
export { remindOfSecondFactors } from "./remind-of-second-factors.ts";
export { secondFactorDemandOf } from "./second-factor.rules.ts";
export { sendCodeTo, sendFactorCode, useSentCode } from "./send-factor-code.ts";
export { startEnrolment } from "./start-enrolment.ts";
export { securityPageOf } from "./tell-owner.ts";
