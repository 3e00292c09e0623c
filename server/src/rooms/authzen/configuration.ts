import type { PdpConfiguration } from "@latchkey/contract";

/**
 * Where the decision point of a profile answers. Built from the configured address alone: a document made from the Host
 * header would send the questions of a deceived application, with its token, to whoever forged that header.
 */
export function pdpConfiguration(publicUrl: string, profileId: string): PdpConfiguration {
  const base = `${publicUrl.replace(/\/+$/, "")}/authzen/${profileId}`;
  return {
    policy_decision_point: base,
    access_evaluation_endpoint: `${base}/access/v1/evaluation`,
    access_evaluations_endpoint: `${base}/access/v1/evaluations`,
    search_subject_endpoint: `${base}/access/v1/search/subject`,
    search_resource_endpoint: `${base}/access/v1/search/resource`,
    search_action_endpoint: `${base}/access/v1/search/action`,
  };
}
