import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Log } from "../platform/log.ts";
import { addressKey } from "./address-key.ts";
import { httpErrors } from "./http.errors.ts";

export const policyReportsPath = "/api/policy-reports";

/** Where browsers report what they refused, in the words of the policy: by both names, as not every browser knows both. */
export const reportDirectives = { "report-uri": policyReportsPath, "report-to": "policy" } as const;
/** What `report-to` means; it counts behind https only. */
export const reportingEndpoints = `${reportDirectives["report-to"]}="${policyReportsPath}"`;

const bodyBytesMax = 16 * 1024;
const requestsPerMinuteMax = 30;
const reportsMax = 5;
const textLengthMax = 200;

const text = z.string().nullish();
const oldReport = z.object({
  "csp-report": z.object({ "effective-directive": text, "violated-directive": text, "blocked-uri": text, "document-uri": text }),
});
const newReports = z.array(
  z.object({
    type: z.string(),
    body: z.object({ effectiveDirective: text, blockedURL: text, documentURL: text }).nullish(),
  }),
);

interface Violation {
  directive: string;
  blocked: string;
  page: string;
}

/**
 * Takes what browsers report about the content policy and writes it into the log. Anybody can send such a report: it is small,
 * seldom, believed by nobody, and kept without queries, fragments and samples, which may hold what people typed.
 */
export async function registerPolicyReports(app: FastifyInstance, log: Log): Promise<void> {
  const checkLimit = app.createRateLimit({ max: requestsPerMinuteMax, keyGenerator: (request) => addressKey(request.ip) });

  await app.register(async (scope) => {
    for (const type of ["application/csp-report", "application/reports+json"])
      scope.addContentTypeParser(type, { parseAs: "string" }, (_request, body, done) => done(null, body));

    scope.route({
      method: "POST",
      url: policyReportsPath,
      schema: { hide: true },
      bodyLimit: bodyBytesMax,
      onRequest: async (request: FastifyRequest) => {
        const result = await checkLimit(request);
        if (!result.isAllowed && result.isExceeded) throw httpErrors.too_many_requests({ retryAfterSeconds: result.ttlInSeconds });
      },
      handler: async (request, reply) => {
        for (const violation of readReports(request.body)) log.warn("a browser refused content by the policy", { ...violation });
        return reply.code(204).send();
      },
    });
  });
}

function readReports(body: unknown): Violation[] {
  const sent = typeof body === "string" ? parse(body) : body;
  const old = oldReport.safeParse(sent);
  if (old.success) {
    const report = old.data["csp-report"];
    const directive = report["effective-directive"] ?? report["violated-directive"];
    return [toViolation(directive, report["blocked-uri"], report["document-uri"])];
  }

  const list = newReports.safeParse(sent);
  if (!list.success) throw httpErrors.bad_request({ detail: "This is no report of a content policy." });
  return list.data
    .filter(({ type, body: report }) => type === "csp-violation" && report != null)
    .slice(0, reportsMax)
    .map(({ body: report }) => toViolation(report?.effectiveDirective, report?.blockedURL, report?.documentURL));
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function toViolation(directive: string | null | undefined, blocked: string | null | undefined, page: string | null | undefined): Violation {
  return { directive: shortened(directive), blocked: shortened(blocked), page: shortened(page) };
}

function shortened(value: string | null | undefined): string {
  return (value ?? "").split(/[?#]/, 1)[0]?.slice(0, textLengthMax) ?? "";
}
