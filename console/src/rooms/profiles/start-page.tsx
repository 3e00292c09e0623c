import { Navigate } from "@tanstack/react-router";
import { LoadingState } from "@latchkey/ui";
import { LoadFailure } from "../../shell/index.ts";
import { useProfiles } from "./use-profiles.ts";

/** Whoever has one profile starts in it; everybody else chooses. */
export function StartPage() {
  const profiles = useProfiles();
  if (profiles.isError) return <LoadFailure error={profiles.error} onRetry={() => void profiles.refetch()} />;
  if (profiles.data === undefined) return <LoadingState />;

  const [first, ...others] = profiles.data.items;
  if (first !== undefined && others.length === 0) return <Navigate to="/profiles/$profileId" params={{ profileId: first.id }} replace />;

  return <Navigate to="/profiles" replace />;
}
