import { useState } from "react";
import type { Policy } from "@latchkey/contract";

/** The stored policy that the edits stand on; after a conflict it is what the other person saved. */
export function useStoredBase(stored: Policy | undefined) {
  const [base, setBase] = useState(stored);
  const [mergedVersion, setMergedVersion] = useState<number | undefined>(undefined);

  function rebase(policy: Policy, isMerged: boolean) {
    setBase(policy);
    setMergedVersion(isMerged ? policy.version : undefined);
  }

  return { base, rebase, mergedVersion };
}
