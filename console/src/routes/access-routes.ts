/** Screens of a profile: who may do what. */
import { newPolicySearch, policiesSearch, policySearch } from "../rooms/access/access-search.ts";
import { decisionsSearch } from "../rooms/decisions/decisions-search.ts";
import { findingsSearch } from "../rooms/findings/findings-search.ts";
import { reviewSearch, reviewsSearch } from "../rooms/reviews/reviews-search.ts";
import { newRoleSearch, roleSearch, rolesSearch } from "../rooms/roles/roles-search.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { profile } from "./frames.ts";

const roles = createRoute({
  getParentRoute: () => profile,
  path: "roles",
  validateSearch: rolesSearch,
  component: lazyRouteComponent(() => import("../rooms/roles/roles-page.tsx"), "RolesPage"),
});

const newRole = createRoute({
  getParentRoute: () => profile,
  path: "roles/new",
  validateSearch: newRoleSearch,
  component: lazyRouteComponent(() => import("../rooms/roles/new-role-page.tsx"), "NewRolePage"),
});

const role = createRoute({
  getParentRoute: () => profile,
  path: "roles/$roleId",
  validateSearch: roleSearch,
  component: lazyRouteComponent(() => import("../rooms/roles/role-page.tsx"), "RolePage"),
});

const policies = createRoute({
  getParentRoute: () => profile,
  path: "policies",
  validateSearch: policiesSearch,
  component: lazyRouteComponent(() => import("../rooms/access/policies-page.tsx"), "PoliciesPage"),
});

const newPolicy = createRoute({
  getParentRoute: () => profile,
  path: "policies/new",
  validateSearch: newPolicySearch,
  component: lazyRouteComponent(() => import("../rooms/access/new-policy-page.tsx"), "NewPolicyPage"),
});

const policy = createRoute({
  getParentRoute: () => profile,
  path: "policies/$policyId",
  validateSearch: policySearch,
  component: lazyRouteComponent(() => import("../rooms/access/policy-page.tsx"), "PolicyPage"),
});

const findings = createRoute({
  getParentRoute: () => profile,
  path: "findings",
  validateSearch: findingsSearch,
  component: lazyRouteComponent(() => import("../rooms/findings/findings-page.tsx"), "FindingsPage"),
});

const decisions = createRoute({
  getParentRoute: () => profile,
  path: "decisions",
  validateSearch: decisionsSearch,
  component: lazyRouteComponent(() => import("../rooms/decisions/decisions-page.tsx"), "DecisionsPage"),
});

const reviews = createRoute({
  getParentRoute: () => profile,
  path: "reviews",
  validateSearch: reviewsSearch,
  component: lazyRouteComponent(() => import("../rooms/reviews/reviews-page.tsx"), "ReviewsPage"),
});

const review = createRoute({
  getParentRoute: () => profile,
  path: "reviews/$reviewId",
  validateSearch: reviewSearch,
  component: lazyRouteComponent(() => import("../rooms/reviews/review-page.tsx"), "ReviewPage"),
});

export const accessRoutes = [roles, newRole, role, policies, newPolicy, policy, findings, decisions, reviews, review] as const;
