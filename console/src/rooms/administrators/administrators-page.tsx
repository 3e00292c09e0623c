import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { LoadingState } from "@latchkey/ui";
import { LoadFailure, Page } from "../../shell/index.ts";
import { AdministratorsTable } from "./administrators-table.tsx";
import { CreateAdministratorDialog } from "./create-administrator-dialog.tsx";
import { useAdministrators } from "./use-administrators.ts";

/** Everybody who works in the console; super administrators only. */
export function AdministratorsPage() {
  const { t } = useTranslation();
  const [isCreating, creation] = useDisclosure(false);
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={creation.open}>
      {t("settings.newAdministrator")}
    </Button>
  );

  return (
    <Page title={t("settings.administratorsTitle")} description={t("settings.administratorsText")} actions={create}>
      <AdministratorsContent />
      <CreateAdministratorDialog isOpen={isCreating} onClose={creation.close} />
    </Page>
  );
}

function AdministratorsContent() {
  const administrators = useAdministrators();
  if (administrators.isError) return <LoadFailure error={administrators.error} onRetry={() => void administrators.refetch()} />;
  if (administrators.data === undefined) return <LoadingState />;

  return <AdministratorsTable administrators={administrators.data.items} />;
}
