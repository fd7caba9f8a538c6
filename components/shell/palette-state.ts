"use client";

import { createContext, useContext } from "react";

type PaletteState = { open: boolean; setOpen: (open: boolean) => void };

const PaletteContext = createContext<PaletteState>({ open: false, setOpen: () => undefined });

export const PaletteProvider = PaletteContext.Provider;
export const usePalette = (): PaletteState => useContext(PaletteContext);
