import { Anchor, Button, List, Stack, Text, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { TextProblem } from "./read-policy-json.ts";
import type { PolicyText } from "./use-policy-text.ts";

/** Quiet while typing: what is wrong is said when typing pauses. */
const pauseMilliseconds = 700;

interface PolicyTextViewProps {
  policyText: PolicyText;
  isReadOnly: boolean;
}

/** The policy as sentences or as JSON. What cannot be read is named with its place, and nothing is lost. */
export function PolicyTextView({ policyText, isReadOnly }: PolicyTextViewProps) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const { view, text, setText, problems, isWaiting, dropText } = policyText;
  const [settled] = useDebouncedValue(text, pauseMilliseconds);
  const isBad = problems.length > 0 && settled === text && !isWaiting;

  function goTo({ offset }: TextProblem) {
    if (offset === undefined) return;
    area.current?.focus();
    area.current?.setSelectionRange(offset, offset + 1);
  }

  return (
    <Stack gap="xs">
      <Textarea
        ref={area}
        label={view === "json" ? t("policies.text.json") : t("policies.text.sentences")}
        description={view === "json" ? t("policies.text.jsonHelp") : t("policies.text.sentencesHelp")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        readOnly={isReadOnly}
        autosize
        minRows={10}
        maxRows={40}
        spellCheck={false}
        autoComplete="off"
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: "var(--mantine-font-size-sm)", lineHeight: 1.6 } }}
        error={isBad}
      />
      <div role="status">
        {isBad ? (
          <Problems problems={problems} onGoTo={goTo} />
        ) : (
          <Text size="sm" c="dimmed">
            {isWaiting ? t("policies.text.looking") : t("policies.text.read")}
          </Text>
        )}
      </div>
      {isBad ? (
        <div>
          <Button variant="default" size="xs" onClick={dropText}>
            {t("policies.text.drop")}
          </Button>
        </div>
      ) : null}
    </Stack>
  );
}

interface ProblemsProps {
  problems: readonly TextProblem[];
  onGoTo: (problem: TextProblem) => void;
}

function Problems({ problems, onGoTo }: ProblemsProps) {
  const { t } = useTranslation();

  return (
    <>
      <Text size="sm" c="var(--mantine-color-error)" fw={600}>
        {t("policies.text.unread")}
      </Text>
      <List size="sm" c="var(--mantine-color-error)" withPadding>
        {problems.map((problem) => (
          <List.Item key={`${problem.place} ${problem.message}`} style={{ overflowWrap: "anywhere" }}>
            {problem.offset === undefined ? (
              problem.place
            ) : (
              <Anchor component="button" type="button" size="sm" c="inherit" td="underline" onClick={() => onGoTo(problem)}>
                {t("policies.text.place", { place: problem.place })}
              </Anchor>
            )}
            {problem.place === "" ? "" : ": "}
            {problem.message}
          </List.Item>
        ))}
      </List>
    </>
  );
}
