import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { AddedObject, Tag } from "@latchkey/contract";
import { TagEditor } from "@latchkey/ui";
import { ConfirmMutation, fieldErrors, ProblemAlert, sayDone } from "../../shell/index.ts";
import { tagErrorsAt, toTags } from "../resources/index.ts";
import { useDeleteObject, useSaveObject } from "./use-resource-types.ts";

export type ObjectTask = { kind: "create" } | { kind: "edit"; object: AddedObject } | { kind: "delete"; object: AddedObject };

interface ObjectDialogsProps {
  type: string;
  task: ObjectTask | null;
  onClose: () => void;
}

export function ObjectDialogs({ type, task, onClose }: ObjectDialogsProps) {
  const { t } = useTranslation();
  if (task === null) return null;
  if (task.kind === "delete") return <DeleteObjectDialog type={type} object={task.object} onClose={onClose} />;

  const object = task.kind === "edit" ? task.object : undefined;

  return (
    <Modal
      opened
      onClose={onClose}
      title={object === undefined ? t("resourceTypes.addObject") : t("resourceTypes.editObject", { name: object.name })}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <ObjectForm type={type} object={object} onClose={onClose} />
    </Modal>
  );
}

function ObjectForm({ type, object, onClose }: { type: string; object: AddedObject | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const save = useSaveObject(type);
  const [objectId, setObjectId] = useState(object?.id ?? "");
  const [name, setName] = useState(object?.name ?? "");
  const [tags, setTags] = useState<Tag[]>(object?.tags ?? []);
  const { known, others } = fieldErrors(save.error, ["name", "tags"]);

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(
      { objectId: objectId.trim(), name: name.trim(), tags: toTags(tags) },
      {
        onSuccess: (saved) => {
          sayDone(t("resourceTypes.objectSaved", { name: saved.name }));
          onClose();
        },
      },
    );
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={save.error} others={others} />
        <TextInput
          label={t("resourceTypes.objectId")}
          description={t("resourceTypes.objectIdHelp")}
          required
          maxLength={200}
          spellCheck={false}
          disabled={object !== undefined}
          value={objectId}
          onChange={(event) => setObjectId(event.currentTarget.value)}
        />
        <TextInput
          label={t("common.name")}
          description={t("resourceTypes.objectNameHelp")}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={known["name"]}
        />
        <TagEditor
          label={t("common.tags")}
          description={t("resources.tagsHelp")}
          pairs={tags}
          onChange={setTags}
          errors={tagErrorsAt(save.error, "tags", tags)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" disabled={objectId.trim() === ""} loading={save.isPending}>
            {t("common.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function DeleteObjectDialog({ type, object, onClose }: { type: string; object: AddedObject; onClose: () => void }) {
  const { t } = useTranslation();
  const remove = useDeleteObject(type);

  return (
    <ConfirmMutation
      mutation={remove}
      variables={object.id}
      done={t("resourceTypes.objectDeleted", { name: object.name })}
      onClose={onClose}
      title={t("resourceTypes.deleteObject", { name: object.name })}
      confirmLabel={t("common.delete")}
    >
      {t("resourceTypes.deleteObjectText")}
    </ConfirmMutation>
  );
}
