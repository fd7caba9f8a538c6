import { cn } from "./cn.ts";

const hues = ["#3d6b5c", "#7d4a2a", "#544b8c", "#3b5b8c", "#75551a", "#6d4338", "#47683a", "#2c5a80"];

/** Two letters of a name, or the first of an address. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/@.*/, "")
    .split(/[\s._-]+/)
    .filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]];
  return letters.map((word) => word?.charAt(0).toUpperCase() ?? "").join("") || "?";
}

function hueOf(seed: string): string {
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + character.charCodeAt(0)) % 9973;
  return hues[sum % hues.length] ?? "#3d6b5c";
}

type AvatarProps = { name: string; size?: "sm" | "md" | "lg"; muted?: boolean; className?: string };

const sizes = { sm: "size-7 text-micro", md: "size-8 text-micro", lg: "size-10 text-body" };

/** Initials on a colour that stays with the name. Decorative: the name stands beside it or labels its button. */
export function Avatar({ name, size = "sm", muted, className }: AvatarProps) {
  return (
    <span
      aria-hidden
      data-initials={initialsOf(name)}
      className={cn(
        "inline-grid shrink-0 place-items-center rounded-full font-semibold text-white before:content-[attr(data-initials)]",
        sizes[size],
        className,
      )}
      style={{ backgroundColor: muted ? "#57575c" : hueOf(name) }}
    />
  );
}
