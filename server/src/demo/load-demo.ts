import type { ApiClient } from "@latchkey/client";
import { createDemoAdministrator } from "./demo-administrator.ts";
import { demoDashboards } from "./demo-dashboards.ts";
import { demoDevices } from "./demo-devices.ts";
import { demoGreeting } from "./demo-greeting.ts";
import { dashboardPolicies, deviceUploadPolicy, type NewPolicy } from "./demo-policies.ts";
import { inParallel } from "../platform/in-parallel.ts";
import { loadDashboards } from "./load-dashboards.ts";
import { loadDevices } from "./load-devices.ts";
import { loadPeople, signUpPeople } from "./load-people.ts";

const slug = "demo";

export interface EmptyServer {
  /** Where this machine reaches it. */
  baseUrl: string;
  /** Where people reach it, for the addresses that are printed. */
  publicUrl: string;
  setupToken: string;
}

/** Fills an empty server with the example profile, through the public API only; answers what to print. */
export async function loadDemo({ baseUrl, publicUrl, setupToken }: EmptyServer): Promise<string> {
  const { client: administrator, email, password } = await createDemoAdministrator(baseUrl, setupToken);
  const profileId = await createDemoProfile(administrator);

  // Some of them reach everybody, or take from somebody: that asks for the name and a reason.
  const addPolicy = (body: NewPolicy) =>
    administrator.access.createPolicy({ params: { profileId }, body: { ...body, confirmName: body.name, reason: "Part of the example" } });

  await addPolicy(deviceUploadPolicy);
  const [people, find] = await Promise.all([
    loadPeople(administrator, profileId),
    loadDevices({ administrator, baseUrl, profileId, devices: demoDevices() }),
  ]);
  const { regionalSalesViewId, shareUrl } = await loadDashboards(administrator, profileId, demoDashboards(find));
  await inParallel(dashboardPolicies(regionalSalesViewId), addPolicy);
  await signUpPeople(baseUrl, slug);
  return demoGreeting({ url: publicUrl, slug, profileId, administrator: { email, password }, people, shareUrl });
}

async function createDemoProfile(administrator: ApiClient): Promise<string> {
  const profile = await administrator.profiles.createProfile({ body: { name: "Open Data Watch", slug, timeZone: "UTC", language: "en" } });
  await administrator.profiles.updateProfile({
    params: { profileId: profile.id },
    body: {
      signup: {
        isEnabled: true,
        fields: [
          { type: "text", name: "company", label: "Company", isRequired: true },
          { type: "number", name: "seats", label: "How many of you will use it?", isRequired: false },
          { type: "hidden", name: "registered_through", value: "portal" },
        ],
      },
    },
  });
  return profile.id;
}
