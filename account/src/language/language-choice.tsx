import { Button, Menu } from "@mantine/core";
import { IconLanguage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { languageNames, languages } from "@latchkey/words";
import type { Language } from "@latchkey/words";
import classes from "./language-choice.module.css";
import { useLanguage } from "./use-language.ts";

interface LanguageItemsProps {
  onChosen?: ((language: Language) => void) | undefined;
}

/** The languages as entries of a menu, each by its own name; remembered on this device. `onChosen` may keep it elsewhere too. */
export function LanguageItems({ onChosen }: LanguageItemsProps) {
  const { language, choose } = useLanguage(onChosen);

  return (
    <Menu.RadioGroup value={language} onChange={choose}>
      {languages.map((each) => (
        <Menu.RadioItem key={each} value={each} lang={each} closeMenuOnClick>
          {languageNames[each]}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

/** The same with a button of its own; in a header the name shows where there is room. */
export function LanguageSwitch({ isInHeader = false, onChosen }: LanguageItemsProps & { isInHeader?: boolean }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const name = languageNames[language];

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button className={classes.button} variant="subtle" color="gray" aria-label={`${t("common.language")}: ${name}`}>
          <IconLanguage size={20} stroke={1.6} aria-hidden />
          <span className={classes.name} data-header={isInHeader || undefined} lang={language}>
            {name}
          </span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageItems onChosen={onChosen} />
      </Menu.Dropdown>
    </Menu>
  );
}
