import { Skeleton, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./dashboard-card.module.css";

/** Cards of the size that real ones will have, so that nothing jumps. */
export function CardsSkeleton() {
  const { t } = useTranslation();

  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>{t("common.loading")}</VisuallyHidden>
      <div className={classes.list} aria-hidden>
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} height={112} radius="lg" />
        ))}
      </div>
    </div>
  );
}
