import { Button, Group, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { browserSupportsWebAuthn } from "@simplewebauthn/browser";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountFactors } from "@latchkey/contract";
import { DoneNote } from "../personal/done-note.tsx";
import { Loaded } from "../personal/loaded.tsx";
import { Rows } from "../personal/rows.tsx";
import { SectionCard } from "../personal/section-card.tsx";
import { AddFactorDialog } from "./add-factor-dialog.tsx";
import { FactorRow } from "./factor-row.tsx";
import { RemoveFactorDialog } from "./remove-factor-dialog.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { useFactors, useRenameFactor } from "./use-factors.ts";

type Named = { id: string; name: string };
type Task = { kind: "add" } | ({ kind: "rename" | "remove" } & Named);

export function PasskeysSection() {
  const { t } = useTranslation();
  const factors = useFactors();

  return (
    <SectionCard title={t("account.passkeysTitle")} text={t("account.passkeysText")}>
      <Loaded query={factors}>{(data) => <PasskeysContent factors={data} />}</Loaded>
    </SectionCard>
  );
}

function PasskeysContent({ factors }: { factors: AccountFactors }) {
  const { t } = useTranslation();
  const [task, setTask] = useState<Task | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const renaming = useRenameFactor();
  const passkeys = factors.items.filter((item) => item.kind === "passkey");
  const close = () => setTask(null);

  return (
    <>
      {passkeys.length === 0 ? <Text>{t("account.passkeysNone")}</Text> : null}
      <Rows>
        {passkeys.map((factor) => {
          const { id, name } = factor;
          const rename = (
            <Button
              size="xs"
              variant="default"
              aria-label={`${t("account.passkeyRename")}: ${name}`}
              onClick={() => setTask({ kind: "rename", id, name })}
            >
              {t("account.passkeyRename")}
            </Button>
          );

          return <FactorRow key={id} factor={factor} name={name} actions={rename} onRemove={() => setTask({ kind: "remove", id, name })} />;
        })}
      </Rows>
      <Group>
        {factors.methods.includes("passkey") && browserSupportsWebAuthn() ? (
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setTask({ kind: "add" })}>
            {t("account.passkeyAdd")}
          </Button>
        ) : null}
        <DoneNote text={done} />
      </Group>
      {task?.kind === "add" ? (
        <AddFactorDialog
          title={t("account.passkeyAdd")}
          kinds={["passkey"]}
          onClose={close}
          onAdded={() => setDone(t("account.passkeyAdded"))}
        />
      ) : null}
      {task?.kind === "rename" ? (
        <RenameDialog
          title={t("account.passkeyRenameTitle")}
          name={task.name}
          mutation={renaming}
          toVariables={(name) => ({ factorId: task.id, name })}
          onClose={close}
          onDone={() => setDone(t("account.saved"))}
        />
      ) : null}
      {task?.kind === "remove" ? (
        <RemoveFactorDialog factor={task} onClose={close} onRemoved={() => setDone(t("account.factorRemoved"))} />
      ) : null}
    </>
  );
}
