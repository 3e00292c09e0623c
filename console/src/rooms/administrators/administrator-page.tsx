import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Administrator } from "@latchkey/contract";
import { LoadingState } from "@latchkey/ui";
import { LinkAnchor, LoadFailure, NotFoundPage, Page } from "../../shell/index.ts";
import { administratorAsPerson, PersonSecurity } from "../security/index.ts";
import { useAdministrators } from "./use-administrators.ts";

const route = getRouteApi("/signed-in/administrators/$administratorId");

/** How one administrator signs in, and where they are signed in. */
export function AdministratorPage() {
  const { administratorId } = route.useParams();
  const administrators = useAdministrators();
  if (administrators.isError) return <LoadFailure error={administrators.error} onRetry={() => void administrators.refetch()} />;
  if (administrators.data === undefined) return <LoadingState />;

  const administrator = administrators.data.items.find(({ id }) => id === administratorId);

  return administrator === undefined ? <NotFoundPage /> : <AdministratorSecurity administrator={administrator} />;
}

function AdministratorSecurity({ administrator: { id, name, email } }: { administrator: Administrator }) {
  const { t } = useTranslation();
  const person = useMemo(() => administratorAsPerson({ id, name }), [id, name]);

  return (
    <Page
      title={name}
      description={<bdi>{email}</bdi>}
      trail={
        <LinkAnchor to="/administrators" size="sm">
          {`‹ ${t("settings.administratorsTitle")}`}
        </LinkAnchor>
      }
    >
      <PersonSecurity person={person} />
    </Page>
  );
}
