import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { NewRecord, Tag } from "@latchkey/contract";
import type { ConsentTerms } from "../access/use-consent.ts";
import { api, useProfileId } from "../../shell/index.ts";
import type { DeviceSearch, DevicesSearch } from "./devices-search.ts";

function devicesKey(profileId: string) {
  return ["profiles", profileId, "devices"] as const;
}

export function useDevices(query: DevicesSearch) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...devicesKey(profileId), "list", query],
    queryFn: ({ signal }) => api.devices.listDevices({ params: { profileId }, query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useDevice(deviceId: string) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...devicesKey(profileId), deviceId],
    queryFn: ({ signal }) => api.devices.getDevice({ params: { profileId, deviceId }, signal }),
  });
}

/** Variables that a device has sent, with unit and last value. */
export function useVariables(deviceId: string) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...devicesKey(profileId), deviceId, "variables"],
    queryFn: ({ signal }) => api.devices.listVariables({ params: { profileId, deviceId }, signal }),
    enabled: deviceId !== "",
  });
}

const recordsPerPage = 50;

export function useRecords(deviceId: string, { variable, from, to, cursor }: DeviceSearch) {
  const profileId = useProfileId();
  const query = { variable, from, to, cursor, limit: recordsPerPage };

  return useQuery({
    queryKey: [...devicesKey(profileId), deviceId, "records", query],
    queryFn: ({ signal }) => api.devices.listData({ params: { profileId, deviceId }, query, signal }),
    placeholderData: keepPreviousData,
  });
}

interface DeviceChanges {
  name: string;
  tags: Tag[];
}

export function useCreateDevice() {
  const profileId = useProfileId();
  const refresh = useRefreshDevices();

  return useMutation({
    mutationFn: (body: DeviceChanges) => api.devices.createDevice({ params: { profileId }, body }),
    onSuccess: refresh,
  });
}

export function useUpdateDevice(deviceId: string) {
  const profileId = useProfileId();
  const refresh = useRefreshDevices();

  return useMutation({
    mutationFn: ({ revertAfterMinutes: _never, ...body }: DeviceChanges & ConsentTerms) =>
      api.devices.updateDevice({ params: { profileId, deviceId }, body }),
    onSuccess: refresh,
  });
}

export function useRenewDeviceToken(deviceId: string) {
  const profileId = useProfileId();
  const refresh = useRefreshDevices();

  return useMutation({
    mutationFn: () => api.devices.renewDeviceToken({ params: { profileId, deviceId } }),
    onSuccess: refresh,
  });
}

export function useDeleteDevice(deviceId: string) {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: () => api.devices.deleteDevice({ params: { profileId, deviceId } }),
    onSuccess: async () => {
      queryClient.removeQueries({ queryKey: [...devicesKey(profileId), deviceId] });
      await queryClient.invalidateQueries({ queryKey: [...devicesKey(profileId), "list"] });
    },
  });
}

export function useSendRecord(deviceId: string) {
  const profileId = useProfileId();
  const refresh = useRefreshDevices();

  return useMutation({
    mutationFn: (body: NewRecord) => api.devices.sendData({ params: { profileId, deviceId }, body }),
    onSuccess: refresh,
  });
}

function useRefreshDevices() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return () => queryClient.invalidateQueries({ queryKey: devicesKey(profileId) });
}
