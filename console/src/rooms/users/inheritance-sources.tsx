import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { InheritanceSource } from "@latchkey/contract";
import { ThingLink } from "../resources/index.ts";

/** "direct", "group Night shift": where a tag, group or role of a user comes from, each with a link. */
export function InheritanceSources({ sources }: { sources: readonly InheritanceSource[] }) {
  return sources.map((source, index) => (
    <Fragment key={JSON.stringify(source)}>
      {index === 0 ? null : ", "}
      <Source source={source} />
    </Fragment>
  ));
}

function Source({ source }: { source: InheritanceSource }) {
  const { t } = useTranslation();
  if (source.kind === "direct") return <>{t("users.sourceDirect")}</>;
  if (source.kind === "role")
    return (
      <>
        {t("users.sourceRole")} <ThingLink type="role" id={source.roleId} name={source.roleName} />
      </>
    );

  return (
    <>
      {source.kind === "rule" ? t("users.sourceRule") : t("users.sourceGroup")}{" "}
      <ThingLink type="group" id={source.groupId} name={source.groupName} />
    </>
  );
}
