import { Alert, Button, Group, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountFactors } from "@latchkey/contract";
import { absoluteTime, useUi } from "@latchkey/ui";
import { DoneNote } from "../personal/done-note.tsx";
import { Loaded } from "../personal/loaded.tsx";
import { Rows } from "../personal/rows.tsx";
import { SectionCard } from "../personal/section-card.tsx";
import { enrolWords } from "../second-factor/kind-words.ts";
import { AddFactorDialog } from "./add-factor-dialog.tsx";
import { FactorRow } from "./factor-row.tsx";
import { RemoveFactorDialog } from "./remove-factor-dialog.tsx";
import { useFactors } from "./use-factors.ts";

/** Second factors other than passkeys, which have a part of their own. */
export function FactorsSection() {
  const { t } = useTranslation();
  const factors = useFactors();

  return (
    <SectionCard title={t("account.factorsTitle")} text={t("account.factorsText")}>
      <Loaded query={factors}>{(data) => <FactorsContent factors={data} />}</Loaded>
    </SectionCard>
  );
}

function FactorsContent({ factors }: { factors: AccountFactors }) {
  const { t } = useTranslation();
  const [isAdding, setIsAdding] = useState(false);
  const [doomed, setDoomed] = useState<{ id: string; name: string } | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const kinds = factors.methods.filter((kind) => kind !== "passkey");
  const items = factors.items.filter((item) => item.kind !== "passkey");
  if (factors.demand === "off" && items.length === 0) return <Text>{t("account.factorsOff")}</Text>;

  return (
    <>
      <DemandNote factors={factors} />
      {items.length === 0 ? <Text>{t("account.factorsNone")}</Text> : null}
      <Rows>
        {items.map((factor) => {
          const name = t(enrolWords[factor.kind].name);

          return <FactorRow key={factor.id} factor={factor} name={name} onRemove={() => setDoomed({ id: factor.id, name })} />;
        })}
      </Rows>
      <Group>
        {kinds.length === 0 ? null : (
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsAdding(true)}>
            {t("account.factorAdd")}
          </Button>
        )}
        <DoneNote text={done} />
      </Group>
      {isAdding ? (
        <AddFactorDialog
          title={t("account.factorAdd")}
          kinds={kinds}
          onClose={() => setIsAdding(false)}
          onAdded={() => setDone(t("account.factorAdded"))}
        />
      ) : null}
      {doomed === null ? null : (
        <RemoveFactorDialog factor={doomed} onClose={() => setDoomed(null)} onRemoved={() => setDone(t("account.factorRemoved"))} />
      )}
    </>
  );
}

function DemandNote({ factors }: { factors: AccountFactors }) {
  const { t } = useTranslation();
  const { locale, timeZone } = useUi();
  if (factors.demand === "required") return <Text>{t("account.factorsRequired")}</Text>;
  if (factors.demand !== "due" || factors.dueAt === null) return null;

  return <Alert color="orange">{t("account.factorsDue", { date: absoluteTime(new Date(factors.dueAt), locale, timeZone) })}</Alert>;
}
