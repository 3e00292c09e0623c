import { problem } from "@latchkey/contract";
import type { SwaggerTransformObject } from "@fastify/swagger";
import { z } from "zod";

interface Operation {
  requestBody?: { required?: boolean; content: Record<string, { schema?: { default?: unknown } }> };
  responses: Record<string, { description: string; content?: object }>;
}

const refusal = {
  description: "Refused or failed: `code` tells why; every code is explained at /api/errors.",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

/** Adds what holds for every route and is written in none: the problem answer, empty answers, bodies that may be left out. */
export const completeDocument: SwaggerTransformObject = (given) => {
  if (!("openapiObject" in given)) return given.swaggerObject;

  const document = given.openapiObject as {
    paths?: Record<string, Record<string, Operation>>;
    components?: { schemas?: Record<string, object> };
  };
  for (const operations of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(operations)) completeOperation(operation);
  }
  const { $schema: _dialect, ...problemSchema } = z.toJSONSchema(problem, { io: "output" });
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: problemSchema } };
  return withoutLooseEnds(given.openapiObject);
};

/** "Any JSON" is made of itself: what is generated refers to a schema that is in no document. An empty schema says the same. */
function withoutLooseEnds<Document extends object>(document: Document): Document {
  const isLoose = (value: unknown) =>
    typeof value === "object" && value !== null && "$ref" in value && /\/schema\d+$/.test(String(value.$ref));
  return JSON.parse(JSON.stringify(document), (_key, value: unknown) => (isLoose(value) ? {} : value)) as Document;
}

function completeOperation(operation: Operation): void {
  for (const [status, answer] of Object.entries(operation.responses)) {
    answer.description = status === "204" ? "Done; there is nothing to tell." : "Done.";
    if (status === "204") delete answer.content;
  }
  operation.responses["default"] = refusal;

  const body = operation.requestBody;
  if (body?.content["application/json"]?.schema?.default !== undefined) body.required = false;
}
