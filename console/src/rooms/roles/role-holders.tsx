import { SegmentedControl, Stack } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Assignment, Role } from "@latchkey/contract";
import { useSearchPatch } from "../../shell/index.ts";
import { AssignmentTable } from "./assignment-table.tsx";
import type { RoleSearch } from "./roles-search.ts";

const route = getRouteApi("/signed-in/profiles/$profileId/roles/$roleId");
const states: readonly Assignment["state"][] = ["in_force", "not_yet", "ended"];

/** Who holds the role, since when, until when, why and from whom; ended assignments stay on record. */
export function RoleHolders({ role }: { role: Role }) {
  const { t } = useTranslation();
  const { state = "in_force", cursor } = route.useSearch();
  const ask = useSearchPatch<RoleSearch>();

  return (
    <Stack gap="sm">
      <div>
        <SegmentedControl
          aria-label={t("roles.whichAssignments")}
          value={state}
          onChange={(value) => ask({ state: states.find((each) => each === value) })}
          data={states.map((each) => ({ value: each, label: t(`roles.state.${each}`) }))}
        />
      </div>
      <AssignmentTable query={{ roleId: role.id, state, cursor }} shows="assignee" />
    </Stack>
  );
}
