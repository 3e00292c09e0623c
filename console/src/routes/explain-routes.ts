/** Screens of a profile: why a decision is as it is, and what another one would be. */
import { explainSearch } from "../rooms/access/explain-search.ts";
import { matrixSearch, replaySearch, simulateSearch } from "../rooms/simulate/simulate-search.ts";
import { whoCanSearch } from "../rooms/who-can/who-can-search.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { profile } from "./frames.ts";

const explain = createRoute({
  getParentRoute: () => profile,
  path: "explain",
  validateSearch: explainSearch,
  component: lazyRouteComponent(() => import("../rooms/access/explain-page.tsx"), "ExplainPage"),
});

const simulate = createRoute({
  getParentRoute: () => profile,
  path: "explain/simulate",
  validateSearch: simulateSearch,
  component: lazyRouteComponent(() => import("../rooms/simulate/simulate-page.tsx"), "SimulatePage"),
});

const matrix = createRoute({
  getParentRoute: () => profile,
  path: "explain/matrix",
  validateSearch: matrixSearch,
  component: lazyRouteComponent(() => import("../rooms/simulate/matrix-page.tsx"), "MatrixPage"),
});

const replay = createRoute({
  getParentRoute: () => profile,
  path: "explain/replay",
  validateSearch: replaySearch,
  component: lazyRouteComponent(() => import("../rooms/simulate/replay-page.tsx"), "ReplayPage"),
});

const whoCan = createRoute({
  getParentRoute: () => profile,
  path: "explain/who-can",
  validateSearch: whoCanSearch,
  component: lazyRouteComponent(() => import("../rooms/who-can/who-can-page.tsx"), "WhoCanPage"),
});

export const explainRoutes = [explain, simulate, matrix, replay, whoCan] as const;
