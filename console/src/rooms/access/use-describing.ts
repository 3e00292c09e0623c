import { useTranslation } from "react-i18next";
import type { PolicyBody } from "@latchkey/contract";
import { useUi } from "@latchkey/ui";
import type { Describing } from "./describe-policy.ts";
import { referencedThings } from "./referenced-things.ts";
import { useNames } from "../resources/index.ts";

/** What `describePolicy` needs: words, language, and the names behind the ids of these policies. */
export function useDescribing(policies: readonly Pick<PolicyBody, "targets" | "permissions">[]): Describing {
  const { t, i18n } = useTranslation();
  const { timeZone } = useUi();
  const nameOf = useNames(policies.flatMap(referencedThings));

  return { t, language: i18n.language, timeZone, nameOf };
}
