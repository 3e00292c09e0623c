import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import { ProblemError } from "@latchkey/client";
import { sessionQuery } from "./session.ts";

interface GateRequest {
  context: { queryClient: QueryClient };
  location: { href: string };
}

/** Lets nobody into the console without a session; the way back is kept. */
export async function requireSession({ context, location }: GateRequest): Promise<void> {
  try {
    await context.queryClient.ensureQueryData(sessionQuery);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 401) throw error;

    throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { returnTo: location.href }, replace: true });
  }
}

/** Pages over the whole deployment: others are told the page does not exist by the server, and led home here. */
export async function requireSuper({ context }: Pick<GateRequest, "context">): Promise<void> {
  const { administrator } = await context.queryClient.ensureQueryData(sessionQuery);
  if (administrator?.isSuper !== true) throw redirect({ to: "/" });
}
