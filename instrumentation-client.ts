import { config } from "zod/v4/core";

/** The content policy lets no code be made at run time, and reports even the attempt of a parser to do so. */
config({ jitless: true });

/** Read by the scroll lock under dialogs when it makes its style element; the content policy wants the page's nonce. */
const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
Object.assign(globalThis, { __webpack_nonce__: nonce });
