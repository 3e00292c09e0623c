import { Group, Stack, Text, Title } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ActionCategory, Permission, Role } from "@latchkey/contract";
import { findCatalogueAction } from "@latchkey/contract";
import { EmptyState, StatusBadge } from "@latchkey/ui";
import { describeConditions, describePermission, useCatalogue, useDescribing } from "../access/index.ts";
import { PoliciesTargeting } from "./policies-targeting.tsx";
import { ThingLink, useRolesById } from "../resources/index.ts";

const categories: readonly ActionCategory[] = ["data_read", "data_write", "data_delete", "data_export", "features", "administration"];

interface Listed {
  permission: Permission;
  /** The role that brings it, when it is an included one. */
  from: Role | undefined;
}

/** Everything the role allows and denies, its included roles' permissions too, sorted by what kind of right it is. */
export function RolePermissions({ role }: { role: Role }) {
  const { t } = useTranslation();
  const catalogue = useCatalogue();
  const included = useIncludedRoles(role);
  const listed: Listed[] = [role, ...included].flatMap((each) =>
    each.permissions.map((permission) => ({ permission, from: each === role ? undefined : each })),
  );
  const describing = useDescribing([{ targets: [], permissions: listed.map(({ permission }) => permission) }]);
  const conditions = describeConditions(role.conditions, describing);
  const categoryOf = (permission: Permission, action: string) =>
    findCatalogueAction(catalogue, permission.resource.type, action)?.category ?? "features";
  // One permission may give rights of several kinds: under each heading stands what belongs there.
  const ofCategory = (category: ActionCategory) =>
    listed.flatMap(({ permission, from }) => {
      const actions = permission.actions.filter((action) => categoryOf(permission, action) === category);

      return actions.length === 0 ? [] : [{ permission: { ...permission, actions }, from }];
    });

  return (
    <Stack gap="lg">
      {conditions === "" ? null : <Text>{t("roles.onlyWhile", { conditions })}</Text>}
      {role.includes.length === 0 ? null : (
        <Group gap="xs">
          <Text span fw={500}>
            {t("roles.includes")}:
          </Text>
          {included.map((each) => (
            <ThingLink key={each.id} type="role" id={each.id} name={each.name} />
          ))}
        </Group>
      )}
      {listed.length === 0 ? <EmptyState title={t("roles.noPermissions")} text={t("roles.noPermissionsText")} order={3} /> : null}
      {categories.map((category) => {
        const here = ofCategory(category);
        if (here.length === 0) return null;

        return (
          <section key={category} aria-labelledby={`category-${category}`}>
            <Title order={2} size="h4" id={`category-${category}`} mb={6}>
              {t(`roles.category.${category}`)}
            </Title>
            <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
              {here.map((each, index) => (
                // Two permissions of a role may read alike.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={index}>
                  <PermissionLine listed={each} sentence={describePermission(each.permission, describing)} />
                </li>
              ))}
            </Stack>
          </section>
        );
      })}
      <PoliciesTargeting match="role" id={role.id} />
    </Stack>
  );
}

function PermissionLine({ listed: { permission, from }, sentence }: { listed: Listed; sentence: string }) {
  const { t } = useTranslation();
  const isAllow = permission.effect === "allow";

  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <StatusBadge
        tone={isAllow ? "positive" : "danger"}
        icon={isAllow ? IconCheck : IconX}
        size="sm"
        label={t(isAllow ? "access.allow" : "access.deny")}
      />
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {sentence}
        {from === undefined ? null : (
          <Text span size="sm" c="dimmed">
            {" "}
            ({t("roles.fromIncluded", { name: from.name })})
          </Text>
        )}
      </Text>
    </Group>
  );
}

/** Included roles, those that they include in turn as well; the server refuses circles, and we would not follow one. */
function useIncludedRoles(role: Role): Role[] {
  const first = useRolesById(role.includes);
  const second = useRolesById([...first.values()].flatMap((each) => each.includes));
  const third = useRolesById([...second.values()].flatMap((each) => each.includes));
  const all = new Map([...first, ...second, ...third]);
  all.delete(role.id);

  return [...all.values()];
}
