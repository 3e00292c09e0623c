import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LinkButton, useProfileId } from "../../shell/index.ts";

const places = [
  { to: "/profiles/$profileId/explain", word: "explaining.tabs.check" },
  { to: "/profiles/$profileId/explain/simulate", word: "explaining.tabs.simulate" },
  { to: "/profiles/$profileId/explain/who-can", word: "explaining.tabs.whoCan" },
  { to: "/profiles/$profileId/explain/matrix", word: "explaining.tabs.matrix" },
  { to: "/profiles/$profileId/explain/replay", word: "explaining.tabs.replay" },
] as const;

/** The ways to ask about access; each is a page of its own with its question in the address. */
export function ExplainTabs({ current }: { current: (typeof places)[number]["to"] }) {
  const { t } = useTranslation();
  const profileId = useProfileId();

  return (
    <Group component="nav" aria-label={t("explaining.tabsLabel")} gap={4} mb="md">
      {places.map(({ to, word }) => (
        <LinkButton
          key={to}
          to={to}
          params={{ profileId }}
          size="compact-md"
          variant={to === current ? "light" : "subtle"}
          color={to === current ? "brand" : "gray"}
          aria-current={to === current ? "page" : undefined}
          activeProps={{}}
        >
          {t(word)}
        </LinkButton>
      ))}
    </Group>
  );
}
