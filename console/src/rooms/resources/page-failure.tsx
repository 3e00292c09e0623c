import { ProblemError } from "@latchkey/client";
import { LoadFailure, NotFoundPage } from "../../shell/index.ts";

/** A page whose thing could not be loaded: not found reads alike whether it never existed or is not ours to see. */
export function PageFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (error instanceof ProblemError && (error.status === 404 || error.status === 403)) return <NotFoundPage />;

  return <LoadFailure error={error} onRetry={onRetry} />;
}
