import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Device } from "@latchkey/contract";
import { ConfirmDialog, useUi } from "@latchkey/ui";
import { ProblemAlert, sayDone, useProfileId } from "../../shell/index.ts";
import { ConsentDialog, toRetag, useConsent } from "../access/index.ts";
import { NameAndTagsForm } from "../resources/index.ts";
import { ThingRestrictions } from "../security/index.ts";
import { useDeleteDevice, useUpdateDevice } from "./use-devices.ts";

/** Edit and delete. */
export function DeviceActions({ device }: { device: Device }) {
  const { t } = useTranslation();
  const [isEditing, editing] = useDisclosure(false);
  const [isDeleting, deletion] = useDisclosure(false);
  const update = useUpdateDevice(device.id);
  const consent = useConsent(update, () => {
    sayDone(t("resources.saved"));
    editing.close();
  });

  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={editing.open}>
        {t("resources.editDetails")}
      </Button>
      <ThingRestrictions of="device" id={device.id} name={device.name} />
      <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={deletion.open}>
        {t("common.delete")}
      </Button>
      <Modal
        opened={isEditing}
        onClose={editing.close}
        title={t("resources.editDetails")}
        size="lg"
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <NameAndTagsForm
          of="device"
          start={{ name: device.name, description: "", tags: device.tags }}
          hasDescription={false}
          submitLabel={t("common.save")}
          isBusy={update.isPending}
          error={consent.error}
          onSubmit={({ name, tags }) => consent.submit({ name, tags })}
          onCancel={editing.close}
        />
      </Modal>
      <ConsentDialog
        {...consent.dialog}
        title={t("resources.tagsReview", { name: device.name })}
        changes={consent.asked?.tags && toRetag("device", device.id, { before: device.tags, after: consent.asked.tags })}
        confirmLabel={t("common.save")}
      />
      <DeleteDeviceDialog device={device} isOpen={isDeleting} onClose={deletion.close} />
    </>
  );
}

function DeleteDeviceDialog({ device, isOpen, onClose }: { device: Device; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const remove = useDeleteDevice(device.id);

  function confirm() {
    remove.mutate(undefined, {
      onSuccess: () => {
        sayDone(t("resources.device.deleted"));
        void navigate({ to: "/profiles/$profileId/devices", params: { profileId } });
      },
    });
  }

  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={confirm}
      title={t("resources.device.deleteTitle", { name: device.name })}
      confirmLabel={t("resources.device.delete")}
      wordToType={device.recordCount > 0 ? device.name : undefined}
      isDangerous
      isBusy={remove.isPending}
      error={<ProblemAlert error={remove.error} />}
    >
      {t("resources.device.deleteText", { records: device.recordCount.toLocaleString(locale) })}
    </ConfirmDialog>
  );
}
