export { createClient } from "./create-client.ts";
export type { ApiClient, Call, CallRequest, ClientOptions } from "./create-client.ts";
export { NetworkError, ProblemError } from "./errors.ts";
