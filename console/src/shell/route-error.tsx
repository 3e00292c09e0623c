import type { ErrorComponentProps } from "@tanstack/react-router";
import { useRouter } from "@tanstack/react-router";
import { ProblemError } from "@latchkey/client";
import { isNotFromHere } from "@latchkey/account";
import { NotFromHerePage } from "./not-from-here-page.tsx";
import { LoadFailure } from "./load-failure.tsx";
import { NotFoundPage } from "./not-found-page.tsx";

/** The error boundary of every page: not found reads alike whether it never existed or is not ours to see. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };

  if (isNotFromHere(error)) return <NotFromHerePage onRetry={retry} />;
  if (error instanceof ProblemError && (error.status === 404 || error.status === 403)) return <NotFoundPage />;

  return <LoadFailure error={error} onRetry={retry} />;
}
