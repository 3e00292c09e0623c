import { Stack } from "@mantine/core";
import { useRef } from "react";
import { FactorsSection } from "../factors/factors-section.tsx";
import { PasskeysSection } from "../factors/passkeys-section.tsx";
import { RecoverySection } from "../factors/recovery-section.tsx";
import { DevicesSection } from "../sessions/devices-section.tsx";
import { SessionsSection } from "../sessions/sessions-section.tsx";
import { SignInsSection } from "../sessions/sign-ins-section.tsx";
import { DeletionSection } from "./deletion-section.tsx";
import { DownloadSection } from "./download-section.tsx";
import { EmailSection } from "./email-section.tsx";
import { PasswordSection } from "./password-section.tsx";

interface AccountSecurityProps {
  person: { name: string; email: string };
  /** What the app shows of the person has changed. */
  onChanged: () => void;
}

/** How somebody signs in, where they are signed in, and what is kept about them. */
export function AccountSecurity({ person, onChanged }: AccountSecurityProps) {
  const password = useRef<HTMLDivElement>(null);

  function goToPassword() {
    password.current?.scrollIntoView({ block: "start" });
    password.current?.querySelector<HTMLInputElement>("input:not([hidden])")?.focus();
  }

  return (
    <Stack maw={640} gap="lg">
      <PasswordSection person={person} sectionRef={password} />
      <FactorsSection />
      <PasskeysSection />
      <RecoverySection />
      <SessionsSection onNotMe={goToPassword} />
      <SignInsSection />
      <DevicesSection />
      <EmailSection email={person.email} onChanged={onChanged} />
      <DownloadSection />
      <DeletionSection />
    </Stack>
  );
}
