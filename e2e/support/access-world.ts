import type { World } from "./world.ts";

/** One of everything of Access Management beyond policies, for looking at every screen. */
export interface AccessWorld {
  groupId: string;
  roleId: string;
  reviewId: string;
  typeName: string;
  /** Has two versions, conditions and a test. */
  policyId: string;
}

const longName = "Everybody who keeps watch over the harbour at night and at weekends";

export async function anAccessWorld(world: World, userId: string): Promise<AccessWorld> {
  const { api, params, tag } = world;
  const { roleId, groupId } = await rolesAndGroups(world, userId);
  await api.tagKeys.registerTagKey({ params, body: { key: "state", description: "Two letters", values: ["NY", "MA"] } });
  const type = await api.resourceTypes.createResourceType({
    params,
    body: { name: "invoice", label: "Invoice", actions: [{ name: "can_pay", label: "Pay" }] },
  });
  const object = { params: { ...params, type: type.name, objectId: "2026-0001" }, body: { name: "Invoice 1", tags: [tag("state", "NY")] } };
  await api.resourceTypes.saveObject(object);
  const policyId = await aPolicyWithHistory(world);
  const me = await api.administrators.getMe({});
  const review = await api.reviews.createReview({
    params,
    body: {
      name: "Autumn review",
      reviewers: [{ type: "administrator", id: me.administrator?.id ?? "" }],
      dueAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
    },
  });
  return { groupId, roleId, reviewId: review.id, typeName: type.name, policyId };
}

async function rolesAndGroups({ api, params, tag }: World, userId: string): Promise<{ roleId: string; groupId: string }> {
  const above = await api.groups.createGroup({ params, body: { name: longName, tags: [tag("site", "harbour")] } });
  const rule = { match: "any" as const, tags: [tag("region", "northeast"), tag("region", "west")] };
  const group = await api.groups.createGroup({ params, body: { name: "Coast", parentId: above.id, rule, tags: [tag("coast", "yes")] } });
  const resource = { type: "dashboard", match: "tag" as const, key: "state", value: "NY" };
  const role = await api.roles.createRole({
    params,
    body: { name: "Guest of New York", permissions: [{ effect: "allow", actions: ["access"], resource }] },
  });
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString();
  for (const [assignee, conditions] of [
    [{ type: "run_user" as const, id: userId }, { until }],
    [{ type: "group" as const, id: above.id }, { secondFactor: true as const }],
  ] as const) {
    await api.roles.assignRole({ params, body: { roleId: role.id, assignee, conditions, reason: "Regatta" } });
  }
  return { roleId: role.id, groupId: group.id };
}

async function aPolicyWithHistory({ api, params, tag }: World): Promise<string> {
  const contractors = { type: "run_user" as const, tags: [tag("kind", "contractor")] };
  const body = {
    name: "Contractors during working hours",
    targets: [{ subject: "run_user" as const, match: "tag" as const, ...tag("kind", "contractor") }],
    permissions: [
      {
        effect: "allow" as const,
        actions: ["access"],
        resource: { type: "dashboard", match: "tag" as const, ...tag("region", "northeast") },
      },
    ],
    conditions: {
      hours: { timeZone: "America/New_York", windows: [{ days: [1, 2, 3, 4, 5], from: "08:00", to: "18:00" }], holidays: ["2026-12-25"] },
      addresses: ["192.0.2.0/24"],
    },
    tests: [
      {
        name: "Contractors never see the south",
        subject: { kind: "hypothetical" as const, ...contractors },
        action: "access",
        resource: { kind: "hypothetical" as const, type: "dashboard", tags: [tag("region", "south")] },
        expected: "deny" as const,
      },
    ],
  };
  const policy = await api.access.createPolicy({ params, body });
  await api.access.updatePolicy({
    params: { ...params, policyId: policy.id },
    ifMatch: policy.version,
    body: { ...body, description: "Agreed with the harbour master", reason: "Said why" },
  });
  return policy.id;
}
