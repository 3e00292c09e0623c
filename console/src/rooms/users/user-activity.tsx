import { SegmentedControl, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { User } from "@latchkey/contract";
import { ActivityList } from "../audit/index.ts";

/** The audit log about this person, or of what they did themselves. */
export function UserActivity({ user }: { user: User }) {
  const { t } = useTranslation();
  const [side, setSide] = useState("about");
  const isAbout = side === "about";

  return (
    <Stack align="stretch">
      <div>
        <SegmentedControl
          aria-label={t("users.activityChoice")}
          value={side}
          onChange={setSide}
          data={[
            { value: "about", label: t("users.activityAbout") },
            { value: "by", label: t("users.activityBy") },
          ]}
        />
      </div>
      {isAbout ? (
        <ActivityList key="about" caption={t("audit.aboutThem", { name: user.name })} objectId={user.id} />
      ) : (
        <ActivityList key="by" caption={t("audit.byThem", { name: user.name })} actorId={user.id} />
      )}
    </Stack>
  );
}
