import { Button, Menu, ScrollArea, Text } from "@mantine/core";
import { IconSelector } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { LinkMenuItem } from "./links.tsx";
import { profilesQuery } from "./profile.ts";
import { useMe } from "./session.ts";

/** Which profile is open, and the way to another one or to the deployment's own pages. */
export function ProfileSwitch() {
  const { t } = useTranslation();
  const { profileId } = useParams({ strict: false });
  const me = useMe();
  const { data, isPending } = useQuery(profilesQuery);
  const profiles = data?.items ?? [];
  const current = profiles.find((profile) => profile.id === profileId);
  const name = current?.name ?? (isPending ? t("common.loading") : t("shell.allProfiles"));

  return (
    <Menu position="bottom-start" width={216}>
      <Menu.Target>
        <Button
          variant="default"
          fullWidth
          justify="space-between"
          rightSection={<IconSelector size={16} aria-hidden />}
          aria-label={t("shell.switchProfile", { name })}
        >
          <Text component="span" size="sm" fw={600} truncate>
            {name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ScrollArea.Autosize mah={360}>
          <Menu.Label>{t("shell.profiles")}</Menu.Label>
          {profiles.map((profile) => (
            <LinkMenuItem key={profile.id} to="/profiles/$profileId" params={{ profileId: profile.id }}>
              {profile.name}
            </LinkMenuItem>
          ))}
        </ScrollArea.Autosize>
        <Menu.Divider />
        <LinkMenuItem to="/profiles">{t("shell.allProfiles")}</LinkMenuItem>
        {me.isSuper && <LinkMenuItem to="/administrators">{t("shell.administrators")}</LinkMenuItem>}
      </Menu.Dropdown>
    </Menu>
  );
}
