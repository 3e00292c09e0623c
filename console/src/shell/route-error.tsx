import type { ErrorComponentProps } from "@tanstack/react-router";
import { useRouter } from "@tanstack/react-router";
import { ProblemError } from "@latchkey/client";
import { LoadFailure } from "./load-failure.tsx";
import { NotFoundPage } from "./not-found-page.tsx";

/** The error boundary of every page: not found reads alike whether it never existed or is not ours to see. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  if (error instanceof ProblemError && (error.status === 404 || error.status === 403)) return <NotFoundPage />;

  const retry = () => {
    reset();
    void router.invalidate();
  };

  return <LoadFailure error={error} onRetry={retry} />;
}
