import { Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../shell/index.ts";
import { AssignRoleDialog } from "./assign-role-dialog.tsx";
import type { FixedAssignee } from "./assign-role-dialog.tsx";
import { AssignmentTable } from "./assignment-table.tsx";

interface AssignmentsPanelProps {
  assignee: FixedAssignee;
  /** What a role given here means. */
  text: string;
}

/** The roles that were given to one group or person, and giving another. */
export function AssignmentsPanel({ assignee, text }: AssignmentsPanelProps) {
  const { t } = useTranslation();
  const may = useMay();
  const [isAssigning, assigning] = useDisclosure(false);

  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed" maw={640}>
          {text}
        </Text>
        {may("access_management", "edit") ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={assigning.open}>
            {t("roles.giveRole")}
          </Button>
        ) : null}
      </Group>
      <AssignmentTable query={{ assigneeId: assignee.id }} shows="role" />
      <AssignRoleDialog assignee={assignee} isOpen={isAssigning} onClose={assigning.close} />
    </Stack>
  );
}
