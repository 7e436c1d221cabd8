import type { Frame, Locator, Page } from 'playwright-core';

/**
 * How well what is drawn stands out from the page's ground, 1 to 21: of each element its ring, else its
 * stroke, else its fill.
 */
export function contrasts(page: Page | Frame, selector: string): Promise<number[]> {
  return page.evaluate(measureContrasts, selector);
}

/** Runs in the page; so it names no function within, which would refer to what only the test has. */
function measureContrasts(selector: string): number[] {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) return [];
  const ground = getComputedStyle(document.body).backgroundColor;
  return [...document.querySelectorAll(selector)].map((element) => {
    const { outlineStyle, outlineColor, stroke, fill } = getComputedStyle(element);
    const ink = outlineStyle !== 'none' ? outlineColor : stroke !== 'none' ? stroke : fill;
    const lights = [ground, ink].map((color) => {
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = Array.from(
        context.getImageData(0, 0, 1, 1).data,
        (part) => (part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4),
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    });
    return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
  });
}

/** How many colours there are in what is seen of it. */
export async function coloursOf(part: Locator): Promise<number> {
  const png = await part.screenshot();
  return part.page().evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? [];
    return new Set(new Uint32Array(new Uint8ClampedArray(pixels).buffer)).size;
  }, png.toString('base64'));
}
