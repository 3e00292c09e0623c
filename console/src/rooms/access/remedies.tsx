import { Fragment } from "react";
import { List, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { builtInRoleIds } from "@latchkey/contract";
import type { Explanation, Remedy } from "@latchkey/contract";
import { Time } from "@latchkey/ui";
import { LinkButton, useProfileId } from "../../shell/index.ts";
import { describeBecause, describeRemedy } from "./explain-words.ts";
import { ThingLink } from "../resources/index.ts";
import type { AnyExplanation } from "./explain-chain-words.ts";

/** What would turn the no into a yes, each with the place where it is done and how many others it would touch. */
export function Remedies({ explanation }: { explanation: AnyExplanation }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const { subject, remedies, reason } = explanation;
  const isActivation = reason === "subject_not_active";

  return (
    <Stack component="section" gap="xs" aria-labelledby="remedies">
      <Title order={2} id="remedies">
        {t("access.explain.remedies")}
      </Title>
      {remedies.length > 1 ? <Text c="dimmed">{t("access.explain.remediesHelp")}</Text> : null}
      {remedies.length === 0 && !isActivation ? <Text c="dimmed">{t("explaining.noRemedy")}</Text> : null}
      <List spacing={8} withPadding>
        {isActivation ? (
          <List.Item>
            <ThingLink type={subject.type} id={subject.id} name={t("access.explain.remedy.activate", { name: subject.name })} />
          </List.Item>
        ) : null}
        {remedies.map((remedy, index) =>
          isBuiltInRole(remedy) ? null : (
            <List.Item key={JSON.stringify(remedy)}>
              <RemedyLine remedy={remedy} explanation={explanation} />
              <Reach count={explanation.remedyReach?.[index]} />
            </List.Item>
          ),
        )}
        <BuiltInRoles remedies={remedies.filter(isBuiltInRole)} name={subject.name} />
      </List>
      {reason === "no_policy_allows" ? (
        <div>
          <LinkButton
            variant="default"
            size="xs"
            to="/profiles/$profileId/policies/new"
            params={{ profileId }}
            search={toWish(explanation)}
          >
            {t("access.explain.remedy.newPolicy")}
          </LinkButton>
        </div>
      ) : null}
    </Stack>
  );
}

const builtInIds = new Set<string>(Object.values(builtInRoleIds));
type RoleRemedy = Extract<Remedy, { kind: "assign_role" }>;

function isBuiltInRole(remedy: Remedy): remedy is RoleRemedy {
  return remedy.kind === "assign_role" && builtInIds.has(remedy.roleId);
}

/** Built-in roles allow far more than was asked about: said once and last, not offered one by one. */
function BuiltInRoles({ remedies, name }: { remedies: readonly RoleRemedy[]; name: string }) {
  const { t } = useTranslation();
  if (remedies.length === 0) return null;

  return (
    <List.Item>
      {t("explaining.remedy.builtInRoles", { name })}{" "}
      {remedies.map((remedy, index) => (
        <Fragment key={remedy.roleId}>
          {index === 0 ? null : ", "}
          <ThingLink type="role" id={remedy.roleId} name={remedy.roleName} />
        </Fragment>
      ))}
      <Text size="sm" c="dimmed">
        {t("explaining.remedy.builtInRolesHelp")}
      </Text>
    </List.Item>
  );
}

/** How many others could do the same by it; silent where nobody counted. */
function Reach({ count }: { count: number | undefined }) {
  const { t } = useTranslation();
  if (count === undefined) return null;

  return (
    <Text size="sm" {...(count > 0 ? { c: "var(--mantine-color-orange-text)" } : { c: "dimmed" })}>
      {t("explaining.reach", { count })}
    </Text>
  );
}

function RemedyLine({ remedy, explanation }: { remedy: Remedy; explanation: Explanation }) {
  const { t } = useTranslation();
  const sentence = describeRemedy(t, remedy, explanation);
  const place = placeOf(remedy, explanation);
  const because = (
    <Text span c="dimmed">
      ({describeBecause(t, remedy, explanation)})
    </Text>
  );

  if (remedy.kind === "wait_until") {
    return (
      <>
        {t("explaining.remedy.waitFor")} <Time value={remedy.at} show="absolute" /> {because}
      </>
    );
  }

  return (
    <>
      {place === undefined ? sentence : <ThingLink type={place.type} id={place.id} name={sentence} tab={place.tab} />}{" "}
      {remedy.kind === "remove_deny" || remedy.kind === "assign_role" ? null : because}
    </>
  );
}

interface Place {
  type: string;
  id: string;
  /** Of the page, where it has one for this. */
  tab?: "tags" | "members" | "holders";
}

/** Where the change is made. */
function placeOf(remedy: Remedy, { subject, resource, rules }: Explanation): Place | undefined {
  switch (remedy.kind) {
    case "remove_deny":
      return { type: rules.find((rule) => rule.policyId === remedy.policyId)?.source ?? "policy", id: remedy.policyId };
    case "join_group":
      return { type: "group", id: remedy.groupId, tab: "members" };
    case "assign_role":
      return { type: "role", id: remedy.roleId, tab: "holders" };
    case "add_subject_tag":
    case "change_subject_tag":
      return { ...subject, tab: "tags" };
    case "add_resource_tag":
    case "change_resource_tag":
      return resource;
    default:
      return undefined;
  }
}

/** The new policy starts with what was asked about. */
function toWish({ subject, action, resource }: Explanation) {
  return { subjectType: subject.type, subjectId: subject.id, action, resourceType: resource.type, resourceId: resource.id };
}
