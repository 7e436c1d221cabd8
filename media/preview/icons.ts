import { element } from './element';

/** Lines on a field of 16 by 16, drawn for this page. */
const drawings = {
  grid: 'M2.5 2.5H7V7H2.5zM9 2.5h4.5V7H9zM2.5 9H7v4.5H2.5zM9 9h4.5v4.5H9z',
  left: 'M10 3 5 8l5 5',
  right: 'M6 3l5 5-5 5',
  minus: 'M3 8h10',
  plus: 'M3 8h10M8 3v10',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  actualSize: 'M3 5.2 4.8 4v8M8 6.4v.01M8 10v.01M10.6 5.2 12.4 4v8',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  check: 'M3 8.5 6.5 12 13 4',
  link: 'M6.5 9.5l3-3M7 5l1.8-1.8a2.5 2.5 0 0 1 4 4L11 9M9 11l-1.8 1.8a2.5 2.5 0 0 1-4-4L5 7',
  external: 'M9 2.5h4.5V7M13.5 2.5 8 8M11.5 9.5v4h-9v-9h4',
  editor: 'M2.5 2.5h11v11h-11zM2.5 5.5h11',
  save: 'M8 2.5v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11',
  pin: 'M9.5 2 14 6.5M10 2.5 6.7 6 4 6.5l5.5 5.5.5-2.7L13.5 6M6.5 9.5l-4 4',
  sidebar: 'M2 3h12v10H2zM10 3v10',
  log: 'M2.5 3.5h11M2.5 6.5h8M2.5 9.5h11M2.5 12.5h6',
  image: 'M2 3h12v10H2zM2 11l3.5-3.5 3 3 2-2L14 11.5M10.6 5.8v.01',
  video: 'M2 4h8.5v8H2zM10.5 7 14 5v6l-3.5-2',
  audio: 'M3 6.5v3M5.5 4.5v7M8 2.5v11M10.5 5v6M13 7v2',
  model: 'M8 1.8 13.5 5v6L8 14.2 2.5 11V5zM2.5 5 8 8.2 13.5 5M8 8.2v6',
  text: 'M3 3.5h10M3 6.5h10M3 9.5h10M3 12.5h6',
  json: 'M6 2.5c-2 0-2 1-2 2.5s0 3-1.5 3C4 8 4 9.5 4 11s0 2.5 2 2.5M10 2.5c2 0 2 1 2 2.5s0 3 1.5 3C12 8 12 9.5 12 11s0 2.5-2 2.5',
  document: 'M3.5 1.8h6l3 3v9.4h-9zM9.5 1.8v3h3',
  archive: 'M2 3h12v3H2zM3 6v7.5h10V6M6.5 9h3',
  other: 'M3.5 1.8h6l3 3v9.4h-9zM9.5 1.8v3h3',
  chevron: 'M6 4l4 4-4 4',
  play: 'M5.5 3.5 12 8l-6.5 4.5z',
  error: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 1 1 8 1.8M8 4.8v4M8 11v.01',
} as const;

export type IconName = keyof typeof drawings;

const namespace = 'http://www.w3.org/2000/svg';

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('icon', `icon-${name}`);
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', drawings[name]);
  svg.append(path);
  return svg;
}

/** A button of nothing but an icon: its word is its name and its tooltip. */
export function iconButton(name: IconName, word: string, onclick: () => void): HTMLButtonElement {
  const button = element(
    'button',
    { type: 'button', className: 'icon-button', onclick },
    icon(name),
  );
  nameButton(button, word);
  return button;
}

export function nameButton(button: HTMLButtonElement, word: string): void {
  if (button.title === word) return;
  button.title = word;
  button.ariaLabel = word;
}
