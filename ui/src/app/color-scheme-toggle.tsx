import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";
import type { MantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useUi } from "./ui-context.ts";

const icons = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop };

/** Light, dark, or whatever the device says; remembered in this browser. */
export function ColorSchemeToggle() {
  const { words } = useUi();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const labels = { light: words.themeLight, dark: words.themeDark, auto: words.themeAuto };
  const Current = icons[colorScheme];
  const schemes: MantineColorScheme[] = ["light", "dark", "auto"];

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`${words.theme}: ${labels[colorScheme]}`}>
          <Current size={20} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}>
          {schemes.map((scheme) => {
            const Icon = icons[scheme];

            return (
              <Menu.RadioItem key={scheme} value={scheme} closeMenuOnClick rightSection={<Icon size={16} aria-hidden />}>
                {labels[scheme]}
              </Menu.RadioItem>
            );
          })}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
