import { Button, Collapse, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useId } from "react";
import { useTranslation } from "react-i18next";

/** Help at the prompt itself: whoever lost the device cannot look for it behind the sign-in. */
export function LostDevice() {
  const { t } = useTranslation();
  const id = useId();
  const [isOpen, { toggle }] = useDisclosure(false);

  return (
    <div>
      <Button variant="subtle" fullWidth aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
        {t("signIn.lost")}
      </Button>
      <Collapse id={id} expanded={isOpen}>
        <Text size="sm" mt="xs">
          {t("signIn.lostText")}
        </Text>
      </Collapse>
    </div>
  );
}
