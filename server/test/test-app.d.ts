import { type ApiClient } from "@latchkey/client";
import type { InjectOptions, LightMyRequestResponse as InjectedResponse } from "fastify";
import { type App } from "../src/app.ts";
import type { Database } from "../src/database/database.ts";
import { type Countries } from "../src/platform/countries.ts";
import { type Log } from "../src/platform/log.ts";
import type { Outbound } from "../src/platform/outbound.ts";
import type { Mailer } from "../src/platform/mailer.ts";
import type { SmsGateway } from "../src/platform/sms-gateway.ts";
import { type FakeClock } from "./fake-clock.ts";
import { type Makers } from "./makers.ts";
export declare const publicUrl = "http://latchkey.test";
/** A token, or how to get one that has not expired, for tests that move the clock. */
export type TokenSource = string | (() => Promise<string>);
/** One server process, reached without a socket. */
export interface TestNode {
  app: App;
  /** Calls as nobody, or as whoever holds the token. Tokens of sessions are sent as bearer tokens too. */
  client(token?: TokenSource): ApiClient;
  /** A raw request, for what the typed client cannot say. */
  request(options: InjectOptions): Promise<InjectedResponse>;
}
export interface TestApp extends TestNode {
  db: Database;
  clock: FakeClock;
  make: Makers;
  /** Another server on the same database: a second node, or this one after a restart. */
  anotherNode(): Promise<TestNode>;
  close(): Promise<void>;
}
export interface TestAppOptions {
  log?: Log;
  requestsPerMinuteMax?: number;
  trustedProxies?: string[];
  publicUrl?: string;
  /** Without one, messages stay in the outbox, where `readMails` finds them. */
  mailer?: Mailer;
  smsGateway?: SmsGateway;
  countries?: Countries;
  outbound?: Outbound;
}
/** A whole Latchkey on a database of its own, with a clock that stands still and cheap password hashes. */
export declare function startTestApp(options?: TestAppOptions): Promise<TestApp>;
