import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { LoadingState } from "@latchkey/ui";
import { LoadFailure } from "../../shell/index.ts";

interface PartProps<Data> {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}

/** A part of the page that is loaded by itself, so that one failure leaves the others. */
export function Part<Data>({ query, children }: PartProps<Data>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <LoadFailure error={query.error} onRetry={() => void query.refetch()} />;

  return <LoadingState count={2} />;
}
