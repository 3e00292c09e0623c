import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { User, UserInheritance } from "@latchkey/contract";
import { DataTable, LoadingState, StatusBadge } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { LoadFailure, useMay } from "../../shell/index.ts";
import { describeConditions, useDescribing } from "../access/index.ts";
import { ThingLink } from "../resources/index.ts";
import { AssignRoleDialog } from "../roles/index.ts";
import { InheritanceSources } from "./inheritance-sources.tsx";
import { JoinGroupDialog } from "./join-group-dialog.tsx";
import { useInheritance } from "./use-inheritance.ts";

/** What a person has beyond their own tags: groups, roles and inherited tags, each with where it comes from. */
export function UserBelonging({ user }: { user: User }) {
  const inheritance = useInheritance(user.id);
  if (inheritance.isError) return <LoadFailure error={inheritance.error} onRetry={() => void inheritance.refetch()} />;
  if (inheritance.data === undefined) return <LoadingState />;
  const { tags, groups, roles } = inheritance.data;

  return (
    <Stack gap="xl">
      <InheritedTags tags={tags} />
      <Groups user={user} groups={groups} />
      <Roles user={user} roles={roles} />
    </Stack>
  );
}

type EffectiveTag = UserInheritance["tags"][number];

function InheritedTags({ tags }: { tags: EffectiveTag[] }) {
  const { t } = useTranslation();
  const inherited = tags.filter(({ sources }) => sources.some(({ kind }) => kind !== "direct"));
  const columns = useTagColumns();

  return (
    <section aria-labelledby="inherited-tags">
      <Title order={2} size="h3" id="inherited-tags" mb="xs">
        {t("users.inheritedTags")}
      </Title>
      {inherited.length === 0 ? (
        <Text c="dimmed">{t("users.noInheritedTags")}</Text>
      ) : (
        <DataTable
          caption={t("users.inheritedTags")}
          columns={columns}
          rows={inherited}
          rowId={({ key, value }) => `${key}=${value}`}
          rowName={({ key }) => key}
        />
      )}
    </section>
  );
}

type EffectiveGroup = UserInheritance["groups"][number];

function Groups({ user, groups }: { user: User; groups: EffectiveGroup[] }) {
  const { t } = useTranslation();
  const may = useMay();
  const [isJoining, joining] = useDisclosure(false);
  const columns = useGroupColumns();

  return (
    <section aria-labelledby="user-groups">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h3" id="user-groups">
          {t("users.groups")}
        </Title>
        {may("access_management", "edit") ? (
          <Button size="xs" variant="default" onClick={joining.open}>
            {t("users.joinGroup")}
          </Button>
        ) : null}
      </Group>
      {groups.length === 0 ? (
        <Text c="dimmed">{t("users.noGroups")}</Text>
      ) : (
        <DataTable caption={t("users.groups")} columns={columns} rows={groups} rowId={({ id }) => id} rowName={({ name }) => name} />
      )}
      <JoinGroupDialog user={user} isOpen={isJoining} onClose={joining.close} />
    </section>
  );
}

type EffectiveRole = UserInheritance["roles"][number];

function Roles({ user, roles }: { user: User; roles: EffectiveRole[] }) {
  const { t } = useTranslation();
  const may = useMay();
  const [isAssigning, assigning] = useDisclosure(false);
  const columns = useRoleColumns();

  return (
    <section aria-labelledby="user-roles">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h3" id="user-roles">
          {t("users.roles")}
        </Title>
        {may("access_management", "edit") ? (
          <Button size="xs" variant="default" onClick={assigning.open}>
            {t("roles.giveRole")}
          </Button>
        ) : null}
      </Group>
      {roles.length === 0 ? (
        <Text c="dimmed">{t("users.noRoles")}</Text>
      ) : (
        <DataTable
          caption={t("users.roles")}
          columns={columns}
          rows={roles}
          rowId={({ id, assignmentId }) => `${id} ${assignmentId ?? ""}`}
          rowName={({ name }) => name}
        />
      )}
      <AssignRoleDialog assignee={{ type: "run_user", id: user.id, name: user.name }} isOpen={isAssigning} onClose={assigning.close} />
    </section>
  );
}

function useTagColumns(): DataTableColumn<EffectiveTag>[] {
  const { t } = useTranslation();

  return [
    {
      id: "tag",
      header: t("users.tag"),
      isRowHeader: true,
      cell: ({ key, value }) => <bdi>{t("access.sentence.tag", { key, value })}</bdi>,
    },
    { id: "from", header: t("users.comesFrom"), cell: ({ sources }) => <InheritanceSources sources={sources} /> },
  ];
}

function useGroupColumns(): DataTableColumn<EffectiveGroup>[] {
  const { t } = useTranslation();

  return [
    { id: "group", header: t("users.group"), isRowHeader: true, cell: ({ id, name }) => <ThingLink type="group" id={id} name={name} /> },
    { id: "from", header: t("users.because"), cell: ({ sources }) => <InheritanceSources sources={sources} /> },
  ];
}

function useRoleColumns(): DataTableColumn<EffectiveRole>[] {
  const { t } = useTranslation();
  const describing = useDescribing([]);

  return [
    { id: "role", header: t("users.role"), isRowHeader: true, cell: ({ id, name }) => <ThingLink type="role" id={id} name={name} /> },
    {
      id: "state",
      header: t("common.status"),
      cell: ({ isInForce }) => (
        <StatusBadge
          size="sm"
          tone={isInForce ? "positive" : "neutral"}
          label={isInForce ? t("users.roleInForce") : t("users.roleNotInForce")}
        />
      ),
    },
    {
      id: "when",
      header: t("users.roleWhen"),
      cell: ({ conditions }) => describeConditions(conditions, describing) || t("users.roleAlways"),
    },
    { id: "from", header: t("users.comesFrom"), cell: ({ sources }) => <InheritanceSources sources={sources} /> },
  ];
}
