import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { inputClass } from "./input.tsx";

/** Grows with what is written where the browser can; scrolls otherwise. */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      className={cn(inputClass, "field-sizing-content min-h-20 resize-none py-2", className)}
      {...rest}
    />
  );
}
