import { defineErrors } from "../platform/errors.ts";

export const httpErrors = defineErrors("http", {
  bad_request: {
    status: 400,
    title: "The request could not be understood.",
    advice: "Read `errors`: each entry names a place in the request and what is wrong there.",
  },
  not_signed_in: {
    status: 401,
    title: "You are not signed in.",
    advice: "Sign in, or send a token as `Authorization: Bearer <token>`. The one you sent may have expired or been revoked.",
  },
  not_allowed: {
    status: 403,
    title: "You are not allowed to do this.",
    advice: "Ask an administrator for the permission, or use a token that has it.",
  },
  cross_origin: {
    status: 403,
    title: "The request came from another site.",
    advice: "Browsers must call from Latchkey's own pages. Programs send a bearer token instead of a cookie.",
  },
  read_only_session: {
    status: 403,
    title: "You are looking only.",
    advice: "This session acts as a user and changes nothing. End it, or start one that may change things.",
  },
  proof_needed: {
    status: 403,
    title: "Please confirm that it is you.",
    advice: "Send a proof to `POST /api/v1/places/:place/session/proof`, then repeat the call. Sensitive acts ask for a fresh one.",
  },
  not_found: {
    status: 404,
    title: "Not found.",
    advice: "It does not exist, or you may not know that it does.",
  },
  precondition_required: {
    status: 428,
    title: "The request must say which version it changes.",
    advice: 'Send the `version` you read as `If-Match: "<version>"`.',
  },
  body_too_large: {
    status: 413,
    title: "The request body is too large.",
    advice: "Send less at once, e.g. records in several batches.",
  },
  unsupported_media_type: {
    status: 415,
    title: "The request body must be JSON.",
    advice: "Send `Content-Type: application/json`.",
  },
  too_many_requests: {
    status: 429,
    title: "Too many requests.",
    advice: "Wait as many seconds as `Retry-After` says, then try again.",
  },
  overloaded: {
    status: 503,
    title: "The server is busy.",
    advice: "Wait as many seconds as `Retry-After` says, then try again.",
  },
  internal: {
    status: 500,
    title: "The server failed to answer.",
    advice: "Try again. If it stays, tell your administrator the request id: the server's log has the cause.",
  },
});
