/** What AuthZEN wants otherwise than the rest of the API, below the addresses of decision points only. */
import type { FastifyRequest } from "fastify";

const prefixes = ["/authzen/", "/.well-known/authzen-configuration/"];

function isDecisionPoint(request: FastifyRequest): boolean {
  return prefixes.some((prefix) => request.url.startsWith(prefix));
}

/** The caller's own name for the request comes back; everywhere else it is the one that the log has. */
export function requestIdOf(request: FastifyRequest): string {
  const sent = request.headers["x-request-id"];
  return isDecisionPoint(request) && typeof sent === "string" && sent !== "" ? sent : request.id;
}

/** A body that is not JSON is a bad request like any other there. */
export function statusOf(request: FastifyRequest, status: number): number {
  return status === 415 && isDecisionPoint(request) ? 400 : status;
}
