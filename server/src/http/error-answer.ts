import type { Problem } from "@latchkey/contract";
import type { FastifyError } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { InvalidCursorError } from "../database/paging.ts";
import { databaseErrorCode } from "../database/transact.ts";
import { LatchkeyError } from "../platform/errors.ts";
import { OverloadError } from "../platform/passwords.ts";
import { httpErrors } from "./http.errors.ts";

export interface ErrorAnswer {
  status: number;
  problem: Problem;
  retryAfterSeconds?: number | undefined;
  /** Our fault: the cause belongs into the log. */
  isUnexpected: boolean;
}

/** Turns whatever was thrown into the one shape of error that leaves the server; causes and stacks never do. */
export function toErrorAnswer(thrown: unknown, requestId: string): ErrorAnswer {
  const error = toLatchkeyError(thrown);
  const { definition, details, code } = error;

  return {
    status: definition.status,
    retryAfterSeconds: details.retryAfterSeconds,
    isUnexpected: definition.status === 500,
    problem: {
      type: `/api/errors#${code}`,
      title: definition.title,
      status: definition.status,
      code,
      ...(details.detail === undefined ? {} : { detail: details.detail }),
      ...(details.errors === undefined ? {} : { errors: details.errors }),
      ...details.extra,
      requestId,
    },
  };
}

function toLatchkeyError(thrown: unknown): LatchkeyError {
  if (thrown instanceof LatchkeyError) return thrown;
  if (thrown instanceof OverloadError) return httpErrors.overloaded({ retryAfterSeconds: thrown.retryAfterSeconds });
  if (thrown instanceof InvalidCursorError) {
    return httpErrors.bad_request({ errors: [{ path: "query.cursor", message: thrown.message }] });
  }
  // 22021 and 22P05: text that PostgreSQL cannot store, such as a lone surrogate.
  if (["22021", "22P05"].includes(databaseErrorCode(thrown) ?? "")) {
    return httpErrors.bad_request({ detail: "The request contains characters that cannot be stored." });
  }
  return fromFastify(thrown) ?? httpErrors.internal();
}

function fromFastify(thrown: unknown): LatchkeyError | null {
  if (!(thrown instanceof Error)) return null;
  if (hasZodFastifySchemaValidationErrors(thrown)) {
    const place = (thrown as FastifyError).validationContext?.replace("querystring", "query") ?? "body";
    const errors = thrown.validation.map((issue) => ({
      path: [place, ...issue.instancePath.split("/").filter((part) => part !== "")].join("."),
      message: issue.message ?? "is not valid",
    }));
    return httpErrors.bad_request({ errors });
  }

  const status = (thrown as FastifyError).statusCode;
  if (status === 413) return httpErrors.body_too_large();
  if (status === 415) return httpErrors.unsupported_media_type();
  if (status !== undefined && status >= 400 && status < 500) return httpErrors.bad_request({ detail: thrown.message });
  return null;
}
