/**
 * Runs in a page: the texts that match and cannot be read whole, as something cuts them off or lies over
 * them. One that ends in an ellipsis may, if its tooltip has it.
 */
export function clippedTexts(pattern: string): string[] {
  const clipped: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const written = text.textContent ?? '';
    const parent = text.parentElement;
    if (parent === null || !new RegExp(pattern).test(written)) continue;
    if (parent.checkVisibility() && (isClipped(text, parent) || isCovered(text, parent))) {
      clipped.push(written);
    }
  }
  return clipped;

  /** By something that lies over its end. */
  function isCovered(text: Node, parent: Element): boolean {
    const isForScreenReaders = parent.getBoundingClientRect().width <= 1;
    if (isForScreenReaders || getComputedStyle(parent).textOverflow === 'ellipsis') return false;
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()].some(({ right, top, height }) => {
      const found = document.elementFromPoint(right - 2, top + height / 2);
      return found !== null && !found.contains(parent) && !parent.contains(found);
    });
  }

  function isClipped(text: Node, parent: Element): boolean {
    const range = document.createRange();
    range.selectNodeContents(text);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    for (let around: Element | null = parent; around !== null; around = around.parentElement) {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(around);
      if (overflowX === 'visible') continue;
      const box = around.getBoundingClientRect();
      // For screen readers alone.
      if (box.width <= 1) return false;
      // An ellipsis takes its text's place, so only the width tells.
      const isShortened = textOverflow === 'ellipsis' && around.scrollWidth > around.clientWidth;
      const isOutside = right > box.right + 1 || left < box.left - 1;
      const isWide = /hidden|clip/.test(overflowX) && (isShortened || isOutside);
      const isHigh =
        /hidden|clip/.test(overflowY) && (bottom > box.bottom + 1 || top < box.top - 1);
      if (isHigh) return true;
      if (isWide) return textOverflow !== 'ellipsis' || around.closest('[title]') === null;
      if (/auto|scroll/.test(overflowX + overflowY)) return false;
    }
    return right > innerWidth + 1;
  }
}
