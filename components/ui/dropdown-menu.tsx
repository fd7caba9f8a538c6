"use client";

import { Check, type LucideIcon } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

/** Not modal: the page behind stays readable to assistive technology and keeps its scroll bar. */
export function Menu(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root modal={false} {...props} />;
}

export const MenuTrigger = Radix.Trigger;
export const MenuRadioGroup = Radix.RadioGroup;

const itemClass =
  "flex min-h-8 w-full cursor-default select-none items-center gap-2.5 rounded-badge px-2.5 py-1.5 text-dense outline-none data-disabled:text-subtle data-highlighted:bg-hover touch:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0";

export function MenuContent({
  className,
  sideOffset = 6,
  align = "end",
  ...rest
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={sideOffset}
        align={align}
        collisionPadding={12}
        className={cn(
          "z-30 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto rounded-card bg-overlay p-1 shadow-pop data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in",
          className,
        )}
        {...rest}
      />
    </Radix.Portal>
  );
}

type MenuItemProps = ComponentProps<typeof Radix.Item> & {
  icon?: LucideIcon;
  danger?: boolean;
  aside?: ReactNode;
};

export function MenuItem({
  icon: Icon,
  danger,
  aside,
  className,
  children,
  asChild,
  ...rest
}: MenuItemProps) {
  const names = cn(itemClass, danger && "text-danger", className);
  if (asChild) {
    return (
      <Radix.Item asChild className={names} {...rest}>
        {children}
      </Radix.Item>
    );
  }
  return (
    <Radix.Item className={names} {...rest}>
      {Icon && <Icon aria-hidden className={danger ? undefined : "text-muted"} />}
      {children}
      {aside && <span className="ml-auto pl-4 text-label text-muted">{aside}</span>}
    </Radix.Item>
  );
}

/** One of a group (inside MenuRadioGroup), with a check at the chosen one. */
export function MenuRadioItem({ className, children, ...rest }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={cn(itemClass, className)} {...rest}>
      <span className="grid w-4 place-items-center">
        <Radix.ItemIndicator>
          <Check aria-hidden className="size-4 text-accent-text" />
        </Radix.ItemIndicator>
      </span>
      {children}
    </Radix.RadioItem>
  );
}

/** One of several that may be on together. */
export function MenuCheckItem({ className, children, ...rest }: ComponentProps<typeof Radix.CheckboxItem>) {
  return (
    <Radix.CheckboxItem
      className={cn(itemClass, className)}
      onSelect={(event) => event.preventDefault()}
      {...rest}
    >
      <span className="grid w-4 place-items-center">
        <Radix.ItemIndicator>
          <Check aria-hidden className="size-4 text-accent-text" />
        </Radix.ItemIndicator>
      </span>
      {children}
    </Radix.CheckboxItem>
  );
}

export function MenuLabel({ className, ...rest }: ComponentProps<typeof Radix.Label>) {
  return (
    <Radix.Label className={cn("px-2.5 pt-2 pb-1 font-medium text-label text-muted", className)} {...rest} />
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-border-strong" />;
}
