/** Kit components that are links of the router: real anchors, so that opening in a new tab and copying work. */
import { ActionIcon, Anchor, Button, Menu } from "@mantine/core";
import type { ActionIconProps, AnchorProps, ButtonProps, MenuItemProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

type AsAnchor<Props> = Props & Omit<ComponentPropsWithRef<"a">, keyof Props>;

function AnchorElement(props: AsAnchor<AnchorProps>) {
  return <Anchor {...props} />;
}
export const LinkAnchor = createLink(AnchorElement);

function ButtonElement(props: AsAnchor<ButtonProps>) {
  return <Button component="a" {...props} />;
}
export const LinkButton = createLink(ButtonElement);

function IconElement(props: AsAnchor<ActionIconProps>) {
  return <ActionIcon component="a" {...props} />;
}
export const LinkIcon = createLink(IconElement);

function MenuItemElement(props: AsAnchor<MenuItemProps>) {
  return <Menu.Item component="a" {...props} />;
}
export const LinkMenuItem = createLink(MenuItemElement);
