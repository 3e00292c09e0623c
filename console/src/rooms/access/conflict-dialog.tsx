import { Button, Group, Modal, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Policy, PolicyBody } from "@latchkey/contract";
import { Time } from "@latchkey/ui";
import { ChangeList } from "./change-list.tsx";
import { diffPolicies, mergePolicies } from "./merge-policies.ts";
import { toPolicyBody, toPolicyForm } from "./policy-form.ts";
import { useDescribing } from "./use-describing.ts";

interface ConflictDialogProps {
  base: Policy;
  mine: PolicyBody;
  theirs: Policy;
  onClose: () => void;
  onResolve: (content: PolicyBody, theirs: Policy, isMerged: boolean) => void;
}

/** Two people edited one policy: what the other one changed, and how to go on without losing anything. */
export function ConflictDialog({ base, mine, theirs, onClose, onResolve }: ConflictDialogProps) {
  const { t } = useTranslation();
  const before = toBody(base);
  const after = toBody(theirs);
  const describing = useDescribing([before, after, mine]);
  const { merged, collisions } = mergePolicies(before, mine, after);
  const theirChanges = diffPolicies(before, after);
  const fields = new Intl.ListFormat(describing.language).format(collisions.map((field) => t(`access.conflict.field.${field}`)));

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t("access.conflict.title", { name: theirs.updatedBy })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack>
        <div>
          <Text>{t("access.conflict.text")}</Text>
          <Text size="sm" c="dimmed">
            {t("access.editor.version", { version: theirs.version })} <Time value={theirs.updatedAt} />
          </Text>
        </div>
        {theirChanges.length === 0 ? (
          <Text>{t("access.conflict.nothing")}</Text>
        ) : (
          <ChangeList changes={theirChanges} describing={describing} />
        )}
        <Title order={3} size="h4">
          {t("access.conflict.yours")}
        </Title>
        <ChangeList changes={diffPolicies(before, mine)} describing={describing} />
        {collisions.length === 0 ? null : <Text fw={600}>{t("access.conflict.collisions", { fields })}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onResolve(after, theirs, false)}>
            {t("access.conflict.loadTheirs")}
          </Button>
          <Button data-autofocus onClick={() => onResolve(merged, theirs, true)}>
            {t("access.conflict.keepMine")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** A stored policy without what the server adds. */
function toBody(policy: Policy): PolicyBody {
  return toPolicyBody(toPolicyForm(policy));
}
