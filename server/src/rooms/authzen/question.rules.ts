import { findCatalogueAction, type Catalogue, type EvaluationRequest, type SubjectType, type Tag } from "@latchkey/contract";
import type { Circumstances } from "@latchkey/engine";

export type Properties = Readonly<Record<string, unknown>> | undefined;

/** A question that cannot be put; alone it is a bad request, among others it is a faulty item. */
export class FaultyQuestionError extends Error {
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.name = "FaultyQuestionError";
    this.path = path;
  }
}

/** What the standard's applications call subjects that policies speak about. Others are unknown here. */
const subjectTypes: Readonly<Record<string, SubjectType>> = {
  user: "run_user",
  run_user: "run_user",
  identity: "run_user",
  analysis: "analysis",
};

export function toSubjectType(name: string): SubjectType | undefined {
  return Object.hasOwn(subjectTypes, name) ? subjectTypes[name] : undefined;
}

/** Types keep their own names; `user` is another word for `run_user` unless the profile has a type of that name. */
export function toResourceType(catalogue: Catalogue, name: string): string {
  return name === "user" && !Object.hasOwn(catalogue, name) ? "run_user" : name;
}

/** Properties as tags: text, numbers, booleans and lists of them. What is nested cannot be compared and is left out. */
export function toTags(properties: Properties, path: string): Tag[] {
  const tags = Object.entries(properties ?? {}).flatMap(([key, value]) => {
    const values = Array.isArray(value) ? (value as unknown[]) : [value];
    return values.filter(isPlain).map((each) => ({ key, value: String(each) }));
  });
  // Neither could be stored, and a rule that denies them must not be passed by leaving them out.
  if (tags.some((tag) => `${tag.key}${tag.value}`.includes("\0")))
    throw new FaultyQuestionError(path, "must not contain the character NUL");
  return tags.filter((tag) => tag.key !== "" && !tag.key.includes("=") && tag.value !== "");
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/**
 * The actions that must all be allowed. A property of an action makes it a narrower one where the type has that: `delete`
 * with `soft: true` is `delete:soft`, with `mode: "soft"` too. Without a narrower one it is the action as it is named.
 */
export function toActions(catalogue: Catalogue, type: string, action: { name: string; properties?: Properties }): string[] {
  const names = Object.entries(action.properties ?? {}).flatMap(([key, value]) => {
    if (value === true) return [`${action.name}:${key}`];
    return typeof value === "string" ? [`${action.name}:${value}`] : [];
  });
  const narrower = [...new Set(names)].filter((name) => findCatalogueAction(catalogue, type, name) !== undefined);
  return narrower.length > 0 ? narrower : [action.name];
}

type Asked = Pick<EvaluationRequest, "context"> & { subject?: { properties?: Properties } };

/** Circumstances under the names that applications send; whatever is not sent is not known, but the moment is now. */
export function toCircumstances({ context, subject }: Asked, now: Date): Circumstances {
  const address = context?.ip ?? context?.ip_address ?? context?.address ?? subject?.properties?.["ip_address"];
  return {
    now: context?.time === undefined ? now.getTime() : Date.parse(context.time),
    address: typeof address === "string" ? address : null,
    isDeviceTrusted: context?.trusted_device ?? false,
    hasSecondFactor: context?.mfa ?? context?.second_factor ?? false,
  };
}
