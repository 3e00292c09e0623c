import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface OlderAndNewestProps {
  /** Of the page that is shown; undefined: the newest. */
  cursor: string | undefined;
  nextCursor: string | undefined;
  onChange: (cursor: string | undefined) => void;
}

/** Leads through a history, which is read from the newest on. */
export function OlderAndNewest({ cursor, nextCursor, onChange }: OlderAndNewestProps) {
  const { t } = useTranslation();

  return (
    <Group>
      {cursor === undefined ? null : (
        <Button variant="default" size="xs" onClick={() => onChange(undefined)}>
          {t("policies.versions.newest")}
        </Button>
      )}
      {nextCursor === undefined ? null : (
        <Button variant="default" size="xs" onClick={() => onChange(nextCursor)}>
          {t("policies.versions.older")}
        </Button>
      )}
    </Group>
  );
}
