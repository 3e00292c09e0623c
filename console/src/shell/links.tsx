/** Kit components that are links of the router: real anchors, so that opening in a new tab and copying work. */
import { Anchor, Button, Menu, NavLink } from "@mantine/core";
import type { AnchorProps, ButtonProps, MenuItemProps, NavLinkProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

type AsAnchor<Props> = Props & Omit<ComponentPropsWithRef<"a">, keyof Props>;

function AnchorElement(props: AsAnchor<AnchorProps>) {
  // A link is as large as the text around it, in tables too.
  return <Anchor inherit={props.size === undefined} {...props} />;
}
export const LinkAnchor = createLink(AnchorElement);

function ButtonElement(props: AsAnchor<ButtonProps>) {
  return <Button component="a" {...props} />;
}
export const LinkButton = createLink(ButtonElement);

function NavLinkElement(props: AsAnchor<NavLinkProps>) {
  return <NavLink component="a" {...props} />;
}
export const LinkNavItem = createLink(NavLinkElement);

function MenuItemElement(props: AsAnchor<MenuItemProps>) {
  return <Menu.Item component="a" {...props} />;
}
export const LinkMenuItem = createLink(MenuItemElement);
