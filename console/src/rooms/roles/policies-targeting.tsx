import { List, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PolicySummary } from "@latchkey/contract";
import { LoadingState, StatusBadge } from "@latchkey/ui";
import { api, LoadFailure, useProfileId } from "../../shell/index.ts";
import { ThingLink } from "../resources/index.ts";

interface PoliciesTargetingProps {
  match: "role" | "group";
  id: string;
}

/** Policies that speak about whoever holds a role or is in a group. */
export function PoliciesTargeting({ match, id }: PoliciesTargetingProps) {
  const { t } = useTranslation();
  const policies = usePoliciesTargeting(match, id);

  return (
    <section aria-labelledby="policies-targeting">
      <Title order={2} size="h4" id="policies-targeting" mb="xs">
        {t(`roles.policiesOf.${match}`)}
      </Title>
      {policies.isError ? <LoadFailure error={policies.error} onRetry={() => void policies.refetch()} /> : null}
      {policies.isPending ? <LoadingState count={2} /> : null}
      {policies.data?.length === 0 ? <Text c="dimmed">{t("roles.noPoliciesOf")}</Text> : null}
      <List listStyleType="none" spacing={6}>
        {(policies.data ?? []).map((policy) => (
          <List.Item key={policy.id}>
            <ThingLink type="policy" id={policy.id} name={policy.name} />{" "}
            {policy.status === "active" ? null : <StatusBadge tone="neutral" size="sm" label={t(`access.status.${policy.status}`)} />}
          </List.Item>
        ))}
      </List>
    </section>
  );
}

const policiesPerCall = 200;
const callsMax = 10;

/** The list has no such filter, so it is read through; a profile has tens of policies, rarely hundreds. */
function usePoliciesTargeting(match: "role" | "group", id: string) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: ["profiles", profileId, "policies", "targeting", match, id],
    queryFn: async ({ signal }) => {
      const found: PolicySummary[] = [];
      let cursor: string | undefined;

      for (let call = 0; call < callsMax; call += 1) {
        // Each page begins where the one before ended.
        // oxlint-disable-next-line no-await-in-loop
        const page = await api.access.listPolicies({ params: { profileId }, query: { limit: policiesPerCall, cursor }, signal });
        found.push(...page.items.filter(({ targets }) => targets.some((target) => target.match === match && target.id === id)));
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }

      return found;
    },
  });
}
