// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { beforeAll, expect, test } from "vitest";
import { type Linked, useStableUrl } from "./use-stable-url.ts";

type Shown = ReturnType<typeof useStableUrl>;

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
});

type ProbeProps = { linked: Linked | undefined; seen: Shown[] };

function Probe({ linked, seen }: ProbeProps) {
  seen.push(useStableUrl(linked));
  return null;
}

function mount() {
  const seen: Shown[] = [];
  const root = createRoot(document.createElement("div"));
  const show = (linked: Linked | undefined) => act(() => root.render(<Probe linked={linked} seen={seen} />));
  const last = (): Shown => {
    const shown = seen.at(-1);
    if (!shown) throw new Error("Nothing was drawn.");
    return shown;
  };
  return { show, last };
}

test("a working link stays when a list is read again", () => {
  const { show, last } = mount();
  show({ id: "art_1", url: "/a?1" });
  show({ id: "art_1", url: "/a?2" });
  expect(last().url).toBe("/a?1");
});

test("a broken link is replaced by the fresh one, also when that arrives later", () => {
  const { show, last } = mount();
  show({ id: "art_1", url: "/a?1" });
  act(() => last().onError());
  expect(last().url).toBe("/a?1");
  show({ id: "art_1", url: "/a?2" });
  expect(last().url).toBe("/a?2");
  show({ id: "art_1", url: "/a?3" });
  expect(last().url).toBe("/a?2");
});

test("another file is shown at once, and none when there is none", () => {
  const { show, last } = mount();
  show({ id: "art_1", url: "/a?1" });
  show({ id: "art_2", url: "/b?1" });
  expect(last().url).toBe("/b?1");
  show(undefined);
  expect(last().url).toBeUndefined();
});
