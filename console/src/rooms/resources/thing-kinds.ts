/** How things of each kind are found by name, and how the name behind an id is read. */
import { resourceType } from "@latchkey/contract";
import type { Administrator } from "@latchkey/contract";
import { api } from "../../shell/index.ts";

export interface Thing {
  id: string;
  name: string;
  /** Tells apart what has the same name. */
  detail: string;
}

interface FindRequest {
  profileId: string;
  search: string;
  signal: AbortSignal;
}

interface NameRequest {
  profileId: string;
  id: string;
  signal: AbortSignal;
}

interface ThingKind {
  find: (request: FindRequest) => Promise<Thing[]>;
  readName: (request: NameRequest) => Promise<string>;
}

interface Tagged {
  id: string;
  name: string;
  tags: readonly { key: string; value: string }[];
}

const foundMax = 20;

const kinds: Readonly<Record<string, ThingKind>> = {
  run_user: {
    find: async (request) => {
      const { items } = await api.users.listUsers(toList(request));
      return items.map((user) => ({ id: user.id, name: user.name, detail: user.email ?? "" }));
    },
    readName: async ({ profileId, id, signal }) => (await api.users.getUser({ params: { profileId, userId: id }, signal })).name,
  },
  dashboard: {
    find: async (request) => (await api.dashboards.listDashboards(toList(request))).items.map(toThing),
    readName: async ({ profileId, id, signal }) =>
      (await api.dashboards.getDashboard({ params: { profileId, dashboardId: id }, signal })).name,
  },
  device: {
    find: async (request) => (await api.devices.listDevices(toList(request))).items.map(toThing),
    readName: async ({ profileId, id, signal }) => (await api.devices.getDevice({ params: { profileId, deviceId: id }, signal })).name,
  },
  analysis: {
    find: async (request) => (await api.analyses.listAnalyses(toList(request))).items.map(toThing),
    readName: async ({ profileId, id, signal }) => (await api.analyses.getAnalysis({ params: { profileId, analysisId: id }, signal })).name,
  },
  role: {
    find: async (request) => {
      const { items } = await api.roles.listRoles(toList(request));
      return items.map(({ id, name, description }) => ({ id, name, detail: description }));
    },
    readName: async ({ profileId, id, signal }) => (await api.roles.getRole({ params: { profileId, roleId: id }, signal })).name,
  },
  group: {
    find: async (request) => {
      const { items } = await api.groups.listGroups(toList(request));
      return items.map(({ id, name, description }) => ({ id, name, detail: description }));
    },
    readName: async ({ profileId, id, signal }) => (await api.groups.getGroup({ params: { profileId, groupId: id }, signal })).name,
  },
  // Whoever is limited in this profile: roles and policies say nothing about the others.
  administrator: {
    find: async (request) => (await findAdministrators(request)).filter(({ isLimited }) => isLimited),
    readName: readAdministratorName,
  },
  any_administrator: { find: findAdministrators, readName: readAdministratorName },
  access_management: {
    find: async (request) => (await api.access.listPolicies(toList(request))).items.map(toThing),
    readName: async ({ profileId, id, signal }) => (await api.access.getPolicy({ params: { profileId, policyId: id }, signal })).name,
  },
};

interface FoundAdministrator extends Thing {
  isLimited: boolean;
}

/** Those who work in the profile. Only super administrators may see all; others know themselves. */
async function findAdministrators({ profileId, search, signal }: FindRequest): Promise<FoundAdministrator[]> {
  const all = await listKnownAdministrators(signal);
  const wanted = search.toLowerCase();

  return all
    .filter(({ isSuper, profiles }) => isSuper || profiles.some((profile) => profile.id === profileId))
    .filter(({ name, email }) => name.toLowerCase().includes(wanted) || email.includes(wanted))
    .slice(0, foundMax)
    .map(({ id, name, email, isSuper, profiles }) => ({
      id,
      name,
      detail: email,
      isLimited: !isSuper && profiles.some((profile) => profile.id === profileId && profile.isLimited),
    }));
}

async function readAdministratorName({ id, signal }: NameRequest): Promise<string> {
  return (await listKnownAdministrators(signal)).find((administrator) => administrator.id === id)?.name ?? id;
}

async function listKnownAdministrators(signal: AbortSignal): Promise<Administrator[]> {
  const { administrator } = await api.administrators.getMe({ signal });
  if (administrator === null) return [];

  return administrator.isSuper ? (await api.administrators.listAdministrators({ signal })).items : [administrator];
}

const builtInTypes = new Set<string>(resourceType.options);

/** Undefined for kinds that have nothing to choose from, such as billing. */
export function kindOf(type: string): ThingKind | undefined {
  if (Object.hasOwn(kinds, type)) return kinds[type];

  return builtInTypes.has(type) ? undefined : objectsOf(type);
}

/** Stored objects of a type that the profile has added. */
function objectsOf(type: string): ThingKind {
  return {
    find: async ({ profileId, search, signal }) =>
      (await api.resourceTypes.listObjects({ params: { profileId, type }, query: { search, limit: foundMax }, signal })).items.map(toThing),
    readName: async ({ profileId, id, signal }) =>
      (await api.resourceTypes.getObject({ params: { profileId, type, objectId: id }, signal })).name,
  };
}

function toList({ profileId, search, signal }: FindRequest) {
  return { params: { profileId }, query: { search, limit: foundMax }, signal };
}

function toThing({ id, name, tags }: Tagged): Thing {
  return { id, name, detail: tags.map(({ key, value }) => `${key}=${value}`).join(", ") };
}
