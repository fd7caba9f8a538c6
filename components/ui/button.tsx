import { cva, type VariantProps } from "class-variance-authority";
import type { LucideIcon } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

export const buttonClass = cva(
  "relative inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-control border font-medium text-body transition-colors touch:min-h-11 disabled:cursor-not-allowed aria-disabled:cursor-not-allowed disabled:text-subtle aria-disabled:text-subtle [&>svg]:size-4 [&>svg]:shrink-0",
  {
    variants: {
      kind: {
        primary:
          "border-transparent bg-accent text-on-accent hover:bg-[color-mix(in_srgb,var(--accent),white_12%)] disabled:border-border-strong disabled:bg-raised disabled:hover:bg-raised aria-disabled:border-border-strong aria-disabled:bg-raised",
        default:
          "border-border-strong bg-raised text-text hover:bg-[color-mix(in_srgb,var(--raised),var(--text)_4%)]",
        ghost: "border-transparent text-muted hover:bg-hover hover:text-text",
        inverse:
          "border-transparent bg-inverse text-on-inverse hover:opacity-90 disabled:bg-raised aria-disabled:bg-raised",
        danger: "border-border-strong text-danger hover:bg-tint-danger",
        "danger-fill":
          "border-transparent bg-danger text-background hover:opacity-90 disabled:bg-raised aria-disabled:bg-raised",
        media: "border-transparent bg-plate text-white hover:bg-black",
      },
      size: {
        xs: "h-7 gap-1.5 px-2 text-label",
        sm: "h-8 gap-1.5 px-3 text-dense",
        md: "h-9 px-3.5",
        lg: "h-12 rounded-card px-5 text-section",
      },
      square: { true: "px-0", false: "" },
    },
    compoundVariants: [
      { square: true, size: "xs", class: "w-7 touch:min-w-11" },
      { square: true, size: "sm", class: "w-8 touch:min-w-11" },
      { square: true, size: "md", class: "w-9 touch:min-w-11" },
      { square: true, size: "lg", class: "w-12" },
    ],
    defaultVariants: { kind: "default", size: "md", square: false },
  },
);

export type ButtonKind = NonNullable<VariantProps<typeof buttonClass>["kind"]>;
export type ButtonSize = NonNullable<VariantProps<typeof buttonClass>["size"]>;

type ButtonProps = ComponentProps<"button"> & {
  kind?: ButtonKind;
  size?: ButtonSize;
  icon?: LucideIcon;
  busy?: boolean;
  asChild?: boolean;
};

/** Words with an optional 16 px icon. `busy` keeps the width and refuses a second press. `asChild` dresses a link. */
export function Button({
  kind,
  size,
  icon: Icon,
  busy = false,
  asChild,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const names = cn(buttonClass({ kind, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={names} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      className={names}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {Icon && <Icon aria-hidden />}
      {children}
    </button>
  );
}

type IconButtonProps = Omit<ButtonProps, "children" | "icon" | "busy" | "asChild"> & {
  label: string;
  icon: LucideIcon;
  children?: ReactNode;
};

/** A square button whose only visible content is an icon; `label` is its accessible name and native tooltip. */
export function IconButton({
  label,
  icon: Icon,
  kind = "ghost",
  size,
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cn(buttonClass({ kind, size, square: true }), className)}
      {...rest}
    >
      <Icon aria-hidden />
      {children}
    </button>
  );
}
