import type { JSHandle, Locator, Page } from "@playwright/test";
import type { File as Given } from "./pictures.ts";

/** A browser's own DataTransfer that holds the file, as dragging or copying it would make. */
function carry(page: Page, { name, mimeType, buffer }: Given): Promise<JSHandle<DataTransfer>> {
  return page.evaluateHandle(
    ({ base64, name, type }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const carried = new DataTransfer();
      carried.items.add(new File([bytes], name, { type }));
      return carried;
    },
    { base64: buffer.toString("base64"), name, type: mimeType },
  );
}

/** Drags a file over an element and lets go. */
export async function drop(target: Locator, file: Given): Promise<void> {
  const dataTransfer = await carry(target.page(), file);
  await target.dispatchEvent("dragover", { dataTransfer });
  await target.dispatchEvent("drop", { dataTransfer });
}

/** Pastes a file from the clipboard while no field has the focus. */
export async function paste(page: Page, file: Given): Promise<void> {
  const carried = await carry(page, file);
  await page.evaluate(
    (clipboardData) =>
      document.body.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
      ),
    carried,
  );
}
