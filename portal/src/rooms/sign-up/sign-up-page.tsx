import { Text } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EntryPage, LinkAnchor, usePortal } from "../../shell/index.ts";
import { SignUpForm } from "./sign-up-form.tsx";

export function SignUpPage() {
  const { t } = useTranslation();
  const portal = usePortal();
  const { returnTo } = useSearch({ from: "/$slug/sign-up" });
  const { isEnabled } = portal.signup;

  const signIn = (
    <Text>
      {t("portal.haveAccount")}{" "}
      <LinkAnchor underline="always" to="/$slug/sign-in" params={{ slug: portal.slug }} search={returnTo === undefined ? {} : { returnTo }}>
        {t("common.signIn")}
      </LinkAnchor>
    </Text>
  );

  return (
    <EntryPage
      portalName={portal.name}
      title={t("portal.signUpTitle", { portal: portal.name })}
      footer={signIn}
      {...(isEnabled ? {} : { description: t("portal.signUpClosed", { portal: portal.name }) })}
    >
      {isEnabled ? <SignUpForm key={portal.signup.fields.map((field) => field.name).join("\n")} returnTo={returnTo} /> : null}
    </EntryPage>
  );
}
