import { Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { User } from "@latchkey/contract";
import { useIsUnrestricted, useMay, useProfileId } from "../../shell/index.ts";
import { PersonSecurity, userAsPerson } from "../security/index.ts";

/** How this person signs in, and where they are signed in. */
export function UserSecurity({ user }: { user: User }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const may = useMay();
  const isUnrestricted = useIsUnrestricted();
  const [mayEdit, mayReset] = [may("run_user", "edit"), may("run_user", "set_password")];
  const { id, name } = user;
  const person = useMemo(
    () => userAsPerson(profileId, { id, name }, { mayEdit, mayReset, isUnrestricted }),
    [profileId, id, name, mayEdit, mayReset, isUnrestricted],
  );
  if (user.isAnonymous) return <Text>{t("users.anonymousNoSignIn")}</Text>;

  return <PersonSecurity person={person} />;
}
