import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PasswordLink, User } from "@latchkey/contract";
import { LinkButton, PasswordLinkView, useProfileId } from "../../shell/index.ts";

export interface CreateOutcome {
  user: User;
  passwordLink: PasswordLink | null;
  /** The next form starts with the same tags. */
  isAnotherWanted: boolean;
}

interface CreatedUserProps {
  outcome: CreateOutcome;
  onAnother: () => void;
  onClose: () => void;
}

/** What to do with the new user: pass on the link, open, explain, go on. */
export function CreatedUser({ outcome, onAnother, onClose }: CreatedUserProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const { user, passwordLink } = outcome;

  const actions = (
    <>
      <Button variant="default" onClick={onAnother}>
        {t("users.another")}
      </Button>
      <LinkButton variant="default" to="/profiles/$profileId/users/$userId" params={{ profileId, userId: user.id }}>
        {t("users.openUser")}
      </LinkButton>
    </>
  );

  if (passwordLink !== null) return <PasswordLinkView name={user.name} passwordLink={passwordLink} onClose={onClose} actions={actions} />;

  return (
    <Group justify="flex-end">
      {actions}
      <Button onClick={onClose}>{t("common.close")}</Button>
    </Group>
  );
}
