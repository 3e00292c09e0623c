import { Code, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MailDetail } from "@latchkey/contract";
import { Time } from "@latchkey/ui";

/** What the other side said at each try, newest first, each with the conversation that led to it. */
export function MailAnswers({ answers }: Pick<MailDetail, "answers">) {
  const { t } = useTranslation();

  return (
    <div>
      <Title order={3} size="h5" mb={4}>
        {t("mail.answers")}
      </Title>
      {answers.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("mail.noAnswers")}
        </Text>
      ) : (
        <Stack gap="sm">
          {answers.toReversed().map((answer) => (
            <Answer key={answer.at} answer={answer} />
          ))}
        </Stack>
      )}
    </div>
  );
}

function Answer({ answer }: { answer: MailDetail["answers"][number] }) {
  const { t } = useTranslation();

  return (
    <div>
      <Group gap="xs" wrap="nowrap" align="baseline">
        <Text size="sm" c="dimmed" component="div" miw="max-content">
          <Time value={answer.at} show="absolute" />
        </Text>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {answer.answer}
        </Text>
      </Group>
      {answer.conversation.length === 0 ? null : (
        <details>
          <Text component="summary" size="sm" style={{ cursor: "pointer" }}>
            {t("mail.conversation")}
          </Text>
          <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {answer.conversation.join("\n")}
          </Code>
        </details>
      )}
    </div>
  );
}
