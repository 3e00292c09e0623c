import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AssignmentBody, Role, RoleBody } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";
import type { ConsentTerms } from "../access/use-consent.ts";
import { roleQuery } from "../resources/index.ts";
import type { RolesSearch } from "./roles-search.ts";

function rolesKey(profileId: string) {
  return ["profiles", profileId, "roles"] as const;
}

export function useRoles(query: RolesSearch) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...rolesKey(profileId), "list", query],
    queryFn: ({ signal }) => api.roles.listRoles({ params: { profileId }, query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useRole(roleId: string) {
  return useQuery(roleQuery(useProfileId(), roleId));
}

export function useRoleTemplates() {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...rolesKey(profileId), "templates"],
    queryFn: ({ signal }) => api.roles.listRoleTemplates({ params: { profileId }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

interface SaveRoleInput {
  body: RoleBody;
  /** Absent for a new role. */
  stored?: Role | undefined;
}

/** Creates or replaces; a version that is no longer the stored one is refused with 412. */
export function useSaveRole() {
  const profileId = useProfileId();
  const refresh = useRefreshRoles();

  return useMutation({
    mutationFn: ({ body, stored, ...terms }: SaveRoleInput & ConsentTerms) =>
      stored === undefined
        ? api.roles.createRole({ params: { profileId }, body })
        : api.roles.updateRole({ params: { profileId, roleId: stored.id }, body: { ...body, ...terms }, ifMatch: stored.version }),
    onSuccess: refresh,
  });
}

export function useDeleteRole() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();
  const refresh = useRefreshRoles();

  return useMutation({
    mutationFn: ({ roleId, reason, confirmName }: { roleId: string } & ConsentTerms) =>
      api.roles.deleteRole({ params: { profileId, roleId }, query: { reason, confirmName } }),
    onSuccess: (_, { roleId }) => {
      queryClient.removeQueries({ queryKey: roleQuery(profileId, roleId).queryKey });

      return refresh();
    },
  });
}

export interface AssignmentsQuery {
  roleId?: string | undefined;
  assigneeId?: string | undefined;
  state?: "not_yet" | "in_force" | "ended" | undefined;
  cursor?: string | undefined;
}

export function useAssignments(query: AssignmentsQuery) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...rolesKey(profileId), "assignments", query],
    queryFn: ({ signal }) => api.roles.listAssignments({ params: { profileId }, query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useAssignRole() {
  const profileId = useProfileId();
  const refresh = useRefreshRoles();

  return useMutation({ mutationFn: (body: AssignmentBody) => api.roles.assignRole({ params: { profileId }, body }), onSuccess: refresh });
}

export function useEndAssignment() {
  const profileId = useProfileId();
  const refresh = useRefreshRoles();

  return useMutation({
    mutationFn: ({ assignmentId, reason = "", confirmName, managedBy }: { assignmentId: string; managedBy?: null } & ConsentTerms) =>
      api.roles.endAssignment({
        params: { profileId, assignmentId },
        body: { reason, ...(confirmName === undefined ? {} : { confirmName }), ...(managedBy === undefined ? {} : { managedBy }) },
      }),
    onSuccess: refresh,
  });
}

/** Takes a role out of the hands of the file that keeps it; nothing else about it changes. */
export function useHandOverRole({ id: roleId, version, name, description, permissions, includes, conditions }: Role) {
  const profileId = useProfileId();
  const refresh = useRefreshRoles();

  return useMutation({
    mutationFn: () =>
      api.roles.updateRole({
        params: { profileId, roleId },
        body: { name, description, permissions, includes, conditions, managedBy: null },
        ifMatch: version,
      }),
    onSuccess: refresh,
  });
}

/** Keeps a role that would go back by itself. */
export function useConfirmRole() {
  const profileId = useProfileId();
  const refresh = useRefreshRoles();

  return useMutation({ mutationFn: (roleId: string) => api.roles.confirmRole({ params: { profileId, roleId } }), onSuccess: refresh });
}

/** Who may do what follows from roles: whatever was shown about people may be old now. */
export function useRefreshRoles() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return async () => {
    await queryClient.invalidateQueries({ queryKey: rolesKey(profileId) });
    await queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "things", "role"] });
    await queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "inheritance"] });
    await queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "explain"] });
  };
}
