import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AddedType } from "@latchkey/contract";
import { sayDone } from "../../shell/index.ts";
import { TypeForm } from "./type-form.tsx";
import { useSaveType } from "./use-resource-types.ts";

interface TypeDialogProps {
  /** The type that is edited; absent for a new one. */
  stored?: AddedType;
  isOpen: boolean;
  onClose: () => void;
}

export function TypeDialog({ stored, isOpen, onClose }: TypeDialogProps) {
  const { t } = useTranslation();
  const save = useSaveType();

  function close() {
    save.reset();
    onClose();
  }

  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={stored === undefined ? t("resourceTypes.create") : t("resourceTypes.editTitle", { label: stored.label })}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {isOpen ? (
        <TypeForm
          stored={stored}
          isBusy={save.isPending}
          error={save.error}
          onSubmit={(body) =>
            save.mutate(
              { body, stored },
              {
                onSuccess: (type) => {
                  sayDone(t("resourceTypes.saved", { label: type.label }));
                  close();
                },
              },
            )
          }
          onCancel={close}
        />
      ) : null}
    </Modal>
  );
}
