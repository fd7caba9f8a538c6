import { expect, type Page } from "@playwright/test";
import { statusCopy } from "#lib/contract/copy.ts";
import type { VideoStatus } from "#lib/contract/status.ts";

/** Waits until the page of a video tells of a status: by its words and by what it says to do next. */
export async function expectStatus(page: Page, status: VideoStatus, seconds = 15): Promise<void> {
  const { text, nextStep } = statusCopy[status];
  await expect(page.getByText(nextStep).first()).toBeVisible({ timeout: seconds * 1000 });
  await expect(page.getByText(text, { exact: true }).first()).toBeVisible();
}
