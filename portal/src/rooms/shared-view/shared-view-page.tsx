import { QueryClientProvider } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useMemo } from "react";
import { createPortalQueryClient } from "../../shell/index.ts";
import { createShareClient } from "./share-client.ts";
import { LinkDead } from "./link-dead.tsx";
import { SharedDashboard } from "./shared-dashboard.tsx";

/**
 * A dashboard for whoever holds the link. The token stays in the fragment, which browsers never send, and in memory;
 * a cache of its own keeps these figures and those of a signed-in person apart.
 */
export function SharedViewPage() {
  const token = useLocation().hash;
  const client = useMemo(() => createShareClient(token), [token]);
  // A new token is a new visitor, with nothing remembered.
  const queryClient = useMemo(() => (token === "" ? null : createPortalQueryClient()), [token]);
  if (queryClient === null) return <LinkDead />;

  return (
    <QueryClientProvider client={queryClient}>
      <SharedDashboard key={token} client={client} />
    </QueryClientProvider>
  );
}
