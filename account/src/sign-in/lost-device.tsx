import { Anchor, Collapse, Text } from "@mantine/core";
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
      <Anchor component="button" type="button" size="sm" underline="always" aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
        {t("signIn.lost")}
      </Anchor>
      <Collapse id={id} expanded={isOpen}>
        <Text size="sm" mt="xs">
          {t("signIn.lostText")}
        </Text>
      </Collapse>
    </div>
  );
}
