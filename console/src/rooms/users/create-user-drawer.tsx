import { Drawer } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Tag } from "@latchkey/contract";
import { CreateUserForm } from "./create-user-form.tsx";
import { CreatedUser, type CreateOutcome } from "./created-user.tsx";

interface CreateUserDrawerProps {
  isOpen: boolean;
  onClose: () => void;
}

/** The form, then, for a user without password, the link to pass on. */
export function CreateUserDrawer({ isOpen, onClose }: CreateUserDrawerProps) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<CreateOutcome | null>(null);
  const [keptTags, setKeptTags] = useState<Tag[]>([]);
  const [formNumber, setFormNumber] = useState(0);

  function close() {
    setOutcome(null);
    setKeptTags([]);
    onClose();
  }

  function startAnother(tags: Tag[]) {
    setOutcome(null);
    setKeptTags(tags);
    setFormNumber(formNumber + 1);
  }

  function onCreated(created: CreateOutcome) {
    const isShown = created.passwordLink !== null || !created.isAnotherWanted;
    if (isShown) setOutcome(created);
    else startAnother(created.user.tags);
  }

  const title = outcome === null ? t("users.createTitle") : t("users.createdTitle", { name: outcome.user.name });

  return (
    <Drawer
      opened={isOpen}
      onClose={close}
      title={title}
      position="right"
      size="md"
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {outcome === null ? (
        <CreateUserForm key={formNumber} tags={keptTags} isAnother={formNumber > 0} onCreated={onCreated} onClose={close} />
      ) : (
        <CreatedUser outcome={outcome} onAnother={() => startAnother(outcome.user.tags)} onClose={close} />
      )}
    </Drawer>
  );
}
