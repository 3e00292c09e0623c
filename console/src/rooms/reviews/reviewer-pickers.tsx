import { useTranslation } from "react-i18next";
import { ThingsPicker } from "../resources/index.ts";

export interface ReviewersChoice {
  administrators: string[];
  runUsers: string[];
}

interface ReviewerPickersProps {
  value: ReviewersChoice;
  onChange: (value: ReviewersChoice) => void;
  error?: string | undefined;
}

/** Who decides: administrators, and run users who may work in the console. */
export function ReviewerPickers({ value, onChange, error }: ReviewerPickersProps) {
  const { t } = useTranslation();

  return (
    <>
      <ThingsPicker
        type="any_administrator"
        label={t("reviews.administrators")}
        value={value.administrators}
        onChange={(administrators) => onChange({ ...value, administrators })}
        error={error}
      />
      <ThingsPicker
        type="run_user"
        label={t("reviews.runUsers")}
        description={t("reviews.runUsersHelp")}
        value={value.runUsers}
        onChange={(runUsers) => onChange({ ...value, runUsers })}
      />
    </>
  );
}

export function toReviewers({ administrators, runUsers }: ReviewersChoice) {
  return [
    ...administrators.map((id) => ({ type: "administrator" as const, id })),
    ...runUsers.map((id) => ({ type: "run_user" as const, id })),
  ];
}
