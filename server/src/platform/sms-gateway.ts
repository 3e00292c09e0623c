import { Liquid } from "liquidjs";
import type { Log } from "./log.ts";
import type { DeliveryResult } from "./mailer.ts";

export interface OutgoingSms {
  /** A number with its country code, e.g. `+4930123456`. */
  to: string;
  text: string;
}

/** Hands text messages to whoever sends them; never throws for what the network or the other side does. */
export interface SmsGateway {
  send(sms: OutgoingSms): Promise<DeliveryResult>;
}

export interface SmsGatewaySettings {
  url: string;
  method: string;
  /** Name and value. */
  headers: readonly (readonly [string, string])[];
  /** Liquid with `to` and `text`. */
  body: string;
}

const timeoutMs = 20_000;
const answerCharactersMax = 500;

export function createSmsGateway(settings: SmsGatewaySettings): SmsGateway {
  const engine = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true, templates: {} });
  const body = engine.parse(settings.body);
  const url = engine.parse(settings.url);

  return {
    send: async (sms) => {
      const values = { to: sms.to, text: sms.text };
      const hasBody = settings.method !== "GET";
      try {
        const answer = await fetch(engine.renderSync(url, values), {
          method: settings.method,
          headers: settings.headers.map(([name, value]) => [name, value]),
          ...(hasBody ? { body: engine.renderSync(body, values) } : {}),
          // A gateway that sends us elsewhere would be given the message and our key.
          redirect: "manual",
          signal: AbortSignal.timeout(timeoutMs),
        });
        const text = (await answer.text()).slice(0, answerCharactersMax);
        return { kind: kindOf(answer.status), answer: `${answer.status} ${text}`.trim(), conversation: [] };
      } catch (error) {
        return { kind: "temporary", answer: describe(error), conversation: [] };
      }
    },
  };
}

function kindOf(status: number): DeliveryResult["kind"] {
  if (status >= 200 && status < 300) return "sent";
  const mayPass = status === 401 || status === 403 || status === 408 || status === 425 || status === 429 || status >= 500;
  return mayPass ? "temporary" : "permanent";
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

/** For development: the message appears in the server's log instead of on a telephone. */
export function createLoggingSmsGateway(log: Log): SmsGateway {
  return {
    send: async (sms) => {
      log.warn("text message, written here instead of sent", { to: sms.to, text: sms.text });
      return { kind: "sent", answer: "written to the log", conversation: [] };
    },
  };
}
