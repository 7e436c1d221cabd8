import type { Frame, Page } from 'playwright-core';

/** Where Tab leads. */
export interface Stop {
  /** As a screen reader says it; may be empty. */
  readonly name: string;
  /** It looks another way than without the focus. */
  readonly isMarked: boolean;
}

export interface TabWalk {
  readonly stops: Stop[];
  /** What can be used, but Tab did not lead to it. */
  readonly missed: string[];
  /** Both ways led out of the document. */
  readonly hasLeft: boolean;
}

const mostStops = 120;

/**
 * Goes by Shift+Tab from where the focus is in a document to its beginning and out of it, then from
 * there by Tab through all of it.
 * @param enter Gives the document the focus.
 */
export async function tabWalk(
  page: Page,
  frame: Frame,
  enter: () => Promise<unknown>,
): Promise<TabWalk> {
  await frame.evaluate(observeFocus);
  const back = await walk(page, frame, 'Shift+Tab');
  await enter();
  const forth = await walk(page, frame, 'Tab');
  const missed = await frame.evaluate(() => (globalThis as unknown as Observed).tabWalk.missed());
  return {
    stops: [...back, ...forth],
    missed,
    hasLeft: Math.max(back.length, forth.length) < mostStops,
  };
}

async function walk(page: Page, frame: Frame, key: string): Promise<Stop[]> {
  const stops: Stop[] = [];
  while (stops.length < mostStops) {
    await page.keyboard.press(key);
    const stop = await frame.evaluate(() => (globalThis as unknown as Observed).tabWalk.stop());
    if (stop === undefined) break;
    stops.push(stop);
  }
  return stops;
}

/** What {@link observeFocus} leaves in the page. */
interface Observed {
  readonly tabWalk: { stop(): Stop | undefined; missed(): string[] };
}

/** Runs in the page; its functions are methods, as others would refer to what only the test has. */
function observeFocus(): void {
  const looks = new Map<Element, string>();
  const reached = new Set<Element>();
  const tabWalk = {
    nameOf(element: Element): string {
      return (element.getAttribute('aria-label') ?? element.textContent).trim();
    },
    lookOf(element: Element): string {
      const styles = [getComputedStyle(element), getComputedStyle(element, '::after')];
      const [child] = element.children;
      if (child !== undefined) styles.push(getComputedStyle(child));
      return styles
        .map(({ outline, boxShadow, border, background }) =>
          [outline, boxShadow, border, background].join(),
        )
        .join();
    },
    usable(): Element[] {
      const all = 'button, select, input, summary, audio, video, [tabindex="0"]';
      return [...document.querySelectorAll<HTMLElement>(all)].filter(
        (element) =>
          element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility(),
      );
    },
    stop(): Stop | undefined {
      const focused = document.activeElement;
      if (focused === null || focused === document.body || !document.hasFocus()) return undefined;
      reached.add(focused);
      const isMarked = looks.get(focused) !== tabWalk.lookOf(focused);
      return { name: tabWalk.nameOf(focused), isMarked };
    },
    missed(): string[] {
      return tabWalk
        .usable()
        .filter((element) => !reached.has(element))
        .map((element) => element.outerHTML.slice(0, 200));
    },
  };
  // What has the focus already would look no other way once it has it again.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  for (const element of tabWalk.usable()) looks.set(element, tabWalk.lookOf(element));
  Object.assign(globalThis, { tabWalk });
}
