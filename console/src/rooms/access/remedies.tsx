import { List, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Explanation, Remedy } from "@latchkey/contract";
import { LinkAnchor, LinkButton, useProfileId } from "../../shell/index.ts";
import { describeRemedy, policyName } from "./explain-words.ts";
import { ThingLink } from "../resources/index.ts";

/** What would turn the no into a yes, each with the place where it is done. */
export function Remedies({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const { subject, remedies, reason } = explanation;

  return (
    <Stack component="section" gap="xs" aria-labelledby="remedies">
      <Title order={2} id="remedies">
        {t("access.explain.remedies")}
      </Title>
      {remedies.length > 1 ? <Text c="dimmed">{t("access.explain.remediesHelp")}</Text> : null}
      <List spacing={6} withPadding>
        {reason === "subject_not_active" ? (
          <List.Item>
            <ThingLink type={subject.type} id={subject.id} name={t("access.explain.remedy.activate", { name: subject.name })} />
          </List.Item>
        ) : null}
        {remedies.map((remedy) => (
          <List.Item key={JSON.stringify(remedy)}>
            <RemedyLine remedy={remedy} explanation={explanation} />
          </List.Item>
        ))}
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

function RemedyLine({ remedy, explanation }: { remedy: Remedy; explanation: Explanation }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const sentence = describeRemedy(t, remedy, explanation);
  const policy = policyName(remedy.policyId, explanation);

  if (remedy.kind === "remove_deny") {
    return (
      <LinkAnchor to="/profiles/$profileId/policies/$policyId" params={{ profileId, policyId: remedy.policyId }}>
        {sentence}
      </LinkAnchor>
    );
  }

  const isSubject = remedy.kind === "add_subject_tag" || remedy.kind === "change_subject_tag";
  const thing = isSubject ? explanation.subject : explanation.resource;

  return (
    <>
      <ThingLink type={thing.type} id={thing.id} name={sentence} />{" "}
      <Text span c="dimmed">
        ({t("access.explain.remedy.because", { policy })})
      </Text>
    </>
  );
}

/** The new policy starts with what was asked about. */
function toWish({ subject, action, resource }: Explanation) {
  return { subjectType: subject.type, subjectId: subject.id, action, resourceType: resource.type, resourceId: resource.id };
}
