import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../shell/index.ts";

const administratorsKey = ["administrators"];

export interface NewAdministrator {
  name: string;
  email: string;
  isSuper: boolean;
  profileIds: string[];
  limitedProfileIds: string[];
}

export interface AdministratorChanges {
  administratorId: string;
  changes: { name?: string; isSuper?: boolean; status?: "active" | "suspended"; profileIds?: string[]; limitedProfileIds?: string[] };
}

export function useAdministrators() {
  return useQuery({ queryKey: administratorsKey, queryFn: ({ signal }) => api.administrators.listAdministrators({ signal }) });
}

export function useCreateAdministrator() {
  const refresh = useRefresh();

  return useMutation({ mutationFn: (body: NewAdministrator) => api.administrators.createAdministrator({ body }), onSuccess: refresh });
}

export function useUpdateAdministrator() {
  const refresh = useRefresh();

  return useMutation({
    mutationFn: ({ administratorId, changes }: AdministratorChanges) =>
      api.administrators.updateAdministrator({ params: { administratorId }, body: changes }),
    onSuccess: refresh,
  });
}

export function useDeleteAdministrator() {
  const refresh = useRefresh();

  return useMutation({
    mutationFn: (administratorId: string) => api.administrators.deleteAdministrator({ params: { administratorId } }),
    onSuccess: refresh,
  });
}

export function useAdministratorPasswordLink(administratorId: string) {
  return useMutation({ mutationFn: () => api.administrators.createAdministratorPasswordLink({ params: { administratorId } }) });
}

/** Changing yourself changes what the frame shows, so the session is asked again too. */
function useRefresh() {
  const queryClient = useQueryClient();

  return () =>
    Promise.all([queryClient.invalidateQueries({ queryKey: administratorsKey }), queryClient.invalidateQueries({ queryKey: ["session"] })]);
}
