import type { Circumstances, Effect, PolicyTest, SubjectType, Tag } from "@latchkey/contract";
import { toTags } from "../resources/index.ts";

/** Somebody or something in a test: one that exists, or one thought up. */
export interface TestSide<Type extends string = string> {
  kind: "id" | "hypothetical";
  type: Type;
  id: string;
  tags: Tag[];
  groups: string[];
  roles: string[];
}

export interface TestForm {
  name: string;
  subject: TestSide<SubjectType>;
  action: string;
  resource: TestSide;
  circumstances: Partial<Circumstances>;
  expected: Effect;
}

export const emptyTestForm: TestForm = {
  name: "",
  subject: { kind: "hypothetical", type: "run_user", id: "", tags: [], groups: [], roles: [] },
  action: "access",
  resource: { kind: "id", type: "dashboard", id: "", tags: [], groups: [], roles: [] },
  circumstances: {},
  expected: "deny",
};

/** What is stored; not yet checked. */
export function toTest({ name, subject, action, resource, circumstances, expected }: TestForm): unknown {
  const { at, address, isDeviceTrusted, hasSecondFactor } = circumstances;

  return {
    name,
    action,
    expected,
    subject:
      subject.kind === "id"
        ? { kind: "id", type: subject.type, id: subject.id }
        : { kind: "hypothetical", type: subject.type, tags: toTags(subject.tags), groups: subject.groups, roles: subject.roles },
    resource:
      resource.kind === "id"
        ? { kind: "id", type: resource.type, id: resource.id }
        : { kind: "hypothetical", type: resource.type, tags: toTags(resource.tags) },
    circumstances: {
      ...(at === undefined ? {} : { at }),
      ...(address === undefined || address === "" ? {} : { address }),
      isDeviceTrusted: isDeviceTrusted ?? false,
      hasSecondFactor: hasSecondFactor ?? false,
    },
  } satisfies Record<keyof PolicyTest, unknown>;
}
