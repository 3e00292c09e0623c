import type { Policy } from "@latchkey/contract";
import { RevertNotice } from "./revert-notice.tsx";
import { useConfirmPolicy } from "./use-policy-history.ts";

/** The policy goes back by itself unless somebody confirms it. */
export function PendingRevert({ policy }: { policy: Policy }) {
  const confirm = useConfirmPolicy();

  return <RevertNotice id={policy.id} pendingRevert={policy.pendingRevert} confirm={confirm} />;
}
