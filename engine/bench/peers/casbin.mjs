/** Casbin with a matcher of its own functions, asked synchronously; deny overrides. */
import { newEnforcer, newModelFromString } from "casbin";
import { matchesResource, matchesTarget } from "../naive.mjs";

const model = `
[request_definition]
r = sub, res, act

[policy_definition]
p = target, type, selector, act, eft

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = r.act == p.act && r.res.type == p.type && isTarget(r.sub, p.target) && isResource(r.sub, r.res, p.selector)
`;

export async function createCasbin(policies) {
  const enforcer = await newEnforcer(newModelFromString(model));
  const matchers = [];
  const nameOf = (matcher) => String(matchers.push(matcher) - 1);
  const lines = policies.flatMap(({ targets, permissions }) =>
    targets.flatMap((target) =>
      permissions.flatMap(({ effect, actions, resource }) =>
        actions.map((action) => [nameOf(target), resource.type, nameOf(resource), action, effect]),
      ),
    ),
  );
  await enforcer.addFunction("isTarget", (subject, name) => matchesTarget(matchers[name], subject));
  await enforcer.addFunction("isResource", (subject, resource, name) => matchesResource(matchers[name], subject, resource));
  enforcer.enableAutoSave(false);
  enforcer.enableLog(false);
  await enforcer.addPolicies(lines);

  return { check: ({ subject, action, resource }) => (enforcer.enforceSync(subject, resource, action) ? "allow" : "deny") };
}
