import { Modal } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { sayDone, useProfileId } from "../../shell/index.ts";
import { NameAndTagsForm } from "../resources/index.ts";
import { DeviceTokenDialog } from "./device-token-dialog.tsx";
import { useCreateDevice } from "./use-devices.ts";

interface CreateDeviceDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Name and tags first; then the token, once, and on to the device's page. */
export function CreateDeviceDialog({ isOpen, onClose }: CreateDeviceDialogProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const create = useCreateDevice();
  const created = create.data;

  function close() {
    create.reset();
    onClose();
  }

  if (created !== undefined) {
    return (
      <DeviceTokenDialog
        name={created.name}
        token={created.token}
        onClose={() => {
          close();
          void navigate({ to: "/profiles/$profileId/devices/$deviceId", params: { profileId, deviceId: created.id } });
        }}
      />
    );
  }

  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t("resources.device.createTitle")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <NameAndTagsForm
        of="device"
        start={{ name: "", description: "", tags: [] }}
        hasDescription={false}
        submitLabel={t("common.create")}
        isBusy={create.isPending}
        error={create.error}
        onSubmit={({ name, tags }) => create.mutate({ name, tags }, { onSuccess: () => sayDone(t("resources.device.created")) })}
        onCancel={close}
      />
    </Modal>
  );
}
