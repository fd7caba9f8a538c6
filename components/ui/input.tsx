import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

export const inputClass =
  "w-full rounded-control border border-control bg-surface px-3 text-body text-text transition-colors field-ring disabled:cursor-not-allowed disabled:text-subtle aria-invalid:border-danger";

type InputProps = Omit<ComponentProps<"input">, "size"> & { tall?: boolean };

/** A one-line text control: 36 px, or 44 px when `tall` and always on touch. */
export function Input({ tall = false, className, ...rest }: InputProps) {
  return <input className={cn(inputClass, tall ? "h-11" : "h-9 touch:h-11", className)} {...rest} />;
}

type IconInputProps = InputProps & { icon: LucideIcon };

export function IconInput({ icon: Icon, className, ...rest }: IconInputProps) {
  return (
    <div className={cn("relative", className)}>
      <Icon
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
      />
      <Input className="pl-9" {...rest} />
    </div>
  );
}
