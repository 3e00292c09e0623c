import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { toErrorAnswer } from "./error-answer.ts";
import { httpErrors } from "./http.errors.ts";
import { reportingEndpoints } from "./policy-reports.ts";
import { plainPolicy } from "./security-headers.ts";

/** Answers an address that no route can be looked up by, such as `/%zz`: no hook runs, so the headers are set here. */
export function answerBadAddress(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { status, problem } = toErrorAnswer(httpErrors.bad_request({ detail: "The address is not valid." }), request.id);
  reply.raw.writeHead(status, {
    "content-type": "application/problem+json",
    "content-security-policy": plainPolicy,
    "reporting-endpoints": reportingEndpoints,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "x-request-id": request.id,
  });
  reply.raw.end(JSON.stringify(problem));
}

const statusByCode: Record<string, number> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/** Answers bytes that are no HTTP request; Node has not made a request of them, so the answer is written by hand. */
export function answerBrokenConnection(error: Error & { code?: string }, socket: Socket, requestId: string): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;

  const status = statusByCode[error.code ?? ""] ?? 400;
  const { problem } = toErrorAnswer(httpErrors.bad_request({ detail: "This is not a valid HTTP request." }), requestId);
  const body = JSON.stringify({ ...problem, status });
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\nConnection: close`;
  if (socket.writable) socket.write(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  socket.destroy(error);
}
