import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Session } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import { DoneNote } from "../personal/done-note.tsx";
import { Loaded } from "../personal/loaded.tsx";
import { Row, Rows } from "../personal/rows.tsx";
import { SectionCard } from "../personal/section-card.tsx";
import { ProblemAlert } from "../scope/problem-alert.tsx";
import { describeDevice } from "./describe-device.ts";
import { SessionFacts } from "./session-facts.tsx";
import { useEndOtherSessions, useEndSession, useSessions } from "./use-sessions.ts";

/** Where somebody is signed in; what they do not recognise ends here. `onNotMe` leads on to a new password. */
export function SessionsSection({ onNotMe }: { onNotMe: () => void }) {
  const { t } = useTranslation();
  const sessions = useSessions();

  return (
    <SectionCard title={t("account.sessionsTitle")} text={t("account.sessionsText")}>
      <Loaded query={sessions}>{({ items }) => <SessionsContent sessions={items} onNotMe={onNotMe} />}</Loaded>
    </SectionCard>
  );
}

function SessionsContent({ sessions, onNotMe }: { sessions: readonly Session[]; onNotMe: () => void }) {
  const { t } = useTranslation();
  const ending = useEndSession();
  const [question, setQuestion] = useState<"others" | "not_me" | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const hasOthers = sessions.some((session) => !session.isCurrent);

  return (
    <>
      <ProblemAlert error={ending.error} />
      <Rows>
        {sessions.map((session) => (
          <Row
            key={session.id}
            actions={
              session.isCurrent ? undefined : (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t("account.sessionEndOf", { device: describeDevice(t, session.device) })}
                  loading={ending.isPending && ending.variables === session.id}
                  onClick={() => ending.mutate(session.id, { onSuccess: () => setDone(t("account.sessionEnded")) })}
                >
                  {t("account.sessionEnd")}
                </Button>
              )
            }
          >
            <SessionFacts session={session} />
          </Row>
        ))}
      </Rows>
      <Group>
        {hasOthers ? (
          <Button variant="default" onClick={() => setQuestion("others")}>
            {t("account.sessionsEndOthers")}
          </Button>
        ) : null}
        <Button variant="default" c="var(--mantine-color-error)" onClick={() => setQuestion("not_me")}>
          {t("account.notMe")}
        </Button>
        <DoneNote text={done} />
      </Group>
      <EndOthersDialog question={question} onClose={() => setQuestion(null)} onDone={setDone} onNotMe={onNotMe} />
      {sessions.length === 0 ? <Text>{t("account.sessionsNone")}</Text> : null}
    </>
  );
}

interface EndOthersDialogProps {
  question: "others" | "not_me" | null;
  onClose: () => void;
  onDone: (words: string) => void;
  onNotMe: () => void;
}

function EndOthersDialog({ question, onClose, onDone, onNotMe }: EndOthersDialogProps) {
  const { t } = useTranslation();
  const ending = useEndOtherSessions();
  const isNotMe = question === "not_me";

  function end() {
    ending.mutate(undefined, {
      onSuccess: ({ ended }) => {
        onDone(isNotMe ? t("account.notMeDone") : t("account.sessionsEnded", { count: ended }));
        onClose();
        if (isNotMe) onNotMe();
      },
    });
  }

  return (
    <ConfirmDialog
      isOpen={question !== null}
      isDangerous
      onClose={onClose}
      onConfirm={end}
      isBusy={ending.isPending}
      title={isNotMe ? t("account.notMeTitle") : t("account.sessionsEndOthers")}
      confirmLabel={t("account.notMeConfirm")}
      error={<ProblemAlert error={ending.error} />}
    >
      <Text>{isNotMe ? t("account.notMeText") : t("account.sessionsEndOthersText")}</Text>
    </ConfirmDialog>
  );
}
