/** Screens of a profile: its people and how they sign in. */
import { groupSearch, groupsSearch } from "../rooms/groups/groups-search.ts";
import { tagKeysSearch } from "../rooms/tag-keys/tag-keys-search.ts";
import { userSearch, usersSearch } from "../rooms/users/users-search.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { profile } from "./frames.ts";

const home = createRoute({
  getParentRoute: () => profile,
  path: "/",
  component: lazyRouteComponent(() => import("../rooms/profiles/home-page.tsx"), "HomePage"),
});

const users = createRoute({
  getParentRoute: () => profile,
  path: "users",
  validateSearch: usersSearch,
  component: lazyRouteComponent(() => import("../rooms/users/users-page.tsx"), "UsersPage"),
});

const user = createRoute({
  getParentRoute: () => profile,
  path: "users/$userId",
  validateSearch: userSearch,
  component: lazyRouteComponent(() => import("../rooms/users/user-page.tsx"), "UserPage"),
});

const deviceApprovals = createRoute({
  getParentRoute: () => profile,
  path: "device-approvals",
  component: lazyRouteComponent(() => import("../rooms/security/requests-pages.tsx"), "DeviceApprovalsPage"),
});

const lockouts = createRoute({
  getParentRoute: () => profile,
  path: "lockouts",
  component: lazyRouteComponent(() => import("../rooms/security/requests-pages.tsx"), "LockoutsPage"),
});

const deletionRequests = createRoute({
  getParentRoute: () => profile,
  path: "deletion-requests",
  component: lazyRouteComponent(() => import("../rooms/security/requests-pages.tsx"), "DeletionRequestsPage"),
});

const groups = createRoute({
  getParentRoute: () => profile,
  path: "groups",
  validateSearch: groupsSearch,
  component: lazyRouteComponent(() => import("../rooms/groups/groups-page.tsx"), "GroupsPage"),
});

const group = createRoute({
  getParentRoute: () => profile,
  path: "groups/$groupId",
  validateSearch: groupSearch,
  component: lazyRouteComponent(() => import("../rooms/groups/group-page.tsx"), "GroupPage"),
});

const tagKeys = createRoute({
  getParentRoute: () => profile,
  path: "tag-keys",
  validateSearch: tagKeysSearch,
  component: lazyRouteComponent(() => import("../rooms/tag-keys/tag-keys-page.tsx"), "TagKeysPage"),
});

export const peopleRoutes = [home, users, user, deviceApprovals, lockouts, deletionRequests, groups, group, tagKeys] as const;
