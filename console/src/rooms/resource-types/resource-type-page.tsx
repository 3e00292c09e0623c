import { Button, Code, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AddedObject, AddedType } from "@latchkey/contract";
import { ConfirmDialog, LoadingState } from "@latchkey/ui";
import { LinkAnchor, Page, ProblemAlert, sayDone, useIsUnrestricted, useProfileId } from "../../shell/index.ts";
import { PageFailure } from "../resources/index.ts";
import { ObjectDialogs } from "./object-dialogs.tsx";
import type { ObjectTask } from "./object-dialogs.tsx";
import { ObjectList } from "./object-list.tsx";
import { TypeDialog } from "./type-dialog.tsx";
import { useDeleteType, useResourceType } from "./use-resource-types.ts";
import { UsedByPolicies } from "./used-by-policies.tsx";

const route = getRouteApi("/signed-in/profiles/$profileId/resource-types/$type");

export function ResourceTypePage() {
  const { type } = route.useParams();
  const stored = useResourceType(type);
  if (stored.data !== undefined) return <LoadedType key={type} type={stored.data} />;
  if (stored.isError) return <PageFailure error={stored.error} onRetry={() => void stored.refetch()} />;

  return <LoadingState />;
}

function LoadedType({ type }: { type: AddedType }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const mayWrite = useIsUnrestricted();
  const [task, setTask] = useState<ObjectTask | null>(null);
  const start = mayWrite ? (kind: "edit" | "delete", object: AddedObject) => setTask({ kind, object }) : undefined;

  return (
    <Page
      title={type.label}
      trail={
        <LinkAnchor to="/profiles/$profileId/resource-types" params={{ profileId }} size="sm">
          {t("resourceTypes.title")}
        </LinkAnchor>
      }
      description={
        <Group gap="xs">
          <Code>{type.name}</Code> {type.description}
        </Group>
      }
      actions={mayWrite ? <TypeActions type={type} onAdd={() => setTask({ kind: "create" })} /> : undefined}
    >
      <ObjectList type={type} onStart={start} onCreate={mayWrite ? () => setTask({ kind: "create" }) : undefined} />
      <ObjectDialogs type={type.name} task={task} onClose={() => setTask(null)} />
    </Page>
  );
}

function TypeActions({ type, onAdd }: { type: AddedType; onAdd: () => void }) {
  const { t } = useTranslation();
  const [isEditing, editing] = useDisclosure(false);
  const [isDeleting, deletion] = useDisclosure(false);

  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
        {t("resourceTypes.addObject")}
      </Button>
      <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={editing.open}>
        {t("common.edit")}
      </Button>
      <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={deletion.open}>
        {t("common.delete")}
      </Button>
      <TypeDialog stored={type} isOpen={isEditing} onClose={editing.close} />
      <DeleteTypeDialog type={type} isOpen={isDeleting} onClose={deletion.close} />
    </>
  );
}

function DeleteTypeDialog({ type, isOpen, onClose }: { type: AddedType; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const remove = useDeleteType();

  function confirm() {
    remove.mutate(type.name, {
      onSuccess: () => {
        sayDone(t("resourceTypes.deleted", { label: type.label }));
        void navigate({ to: "/profiles/$profileId/resource-types", params: { profileId } });
      },
    });
  }

  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={confirm}
      title={t("resourceTypes.deleteTitle", { label: type.label })}
      confirmLabel={t("common.delete")}
      isDangerous
      isBusy={remove.isPending}
      wordToType={type.name}
      error={
        <>
          <ProblemAlert error={remove.error} />
          <UsedByPolicies error={remove.error} />
        </>
      }
    >
      {t("resourceTypes.deleteText", { count: type.objectCount.count })}
    </ConfirmDialog>
  );
}
