/** The chosen look; kept in a cookie so that the server draws the first paint in it. */
export const themes = ["system", "dark", "light"] as const;
export type Theme = (typeof themes)[number];
export const themeCookie = "dailies-theme";

export function themeOf(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}
