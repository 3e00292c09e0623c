import { useQuery } from "@tanstack/react-query";
import type { AccessChange } from "@latchkey/contract";
import { useProfileId } from "../../shell/index.ts";
import { policyQuery } from "../access/index.ts";
import type { DraftSearch } from "./simulate-search.ts";

export interface DraftChanges {
  /** Undefined while the policy is being loaded, and when none was chosen. */
  changes: AccessChange[] | undefined;
  isLoading: boolean;
  error: unknown;
}

/** The rules as they would be with the chosen policy active, or without it. */
export function useDraftChanges({ policyId = "", as = "active" }: DraftSearch): DraftChanges {
  const policy = useQuery({ ...policyQuery(useProfileId(), policyId), enabled: policyId !== "" });
  if (policyId === "") return { changes: undefined, isLoading: false, error: null };
  if (policy.data === undefined) return { changes: undefined, isLoading: policy.isPending, error: policy.error };

  const { name, description, targets, permissions, conditions, tags } = policy.data;
  const body = { name, description, targets, permissions, conditions, tags, status: "active" as const };

  return {
    changes: as === "off" ? [{ kind: "delete_policy", policyId }] : [{ kind: "put_policy", policyId, policy: body }],
    isLoading: false,
    error: null,
  };
}
