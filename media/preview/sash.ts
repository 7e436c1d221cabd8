import { element } from './element';

const narrowest = 180;
/** Of the page, so that the outputs keep some room. */
const mostShare = 0.7;
const keyStep = 24;

/** The line between the outputs and the details, to be moved by mouse and by arrows. */
export function sash(onDidMove: (width: number) => void): HTMLElement {
  const line = element('div', { className: 'sash', tabIndex: 0, role: 'separator' });
  line.ariaOrientation = 'vertical';
  const widthNow = () => innerWidth - line.getBoundingClientRect().right;
  /** How wide the details are, in percent of the page. */
  const tell = () => {
    line.ariaValueNow = String(Math.round((widthNow() / innerWidth) * 100));
  };
  line.ariaValueMin = '0';
  line.ariaValueMax = String(mostShare * 100);
  new ResizeObserver(tell).observe(line);
  const move = (width: number) => {
    onDidMove(Math.round(Math.max(narrowest, Math.min(innerWidth * mostShare, width))));
    tell();
  };
  line.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    line.setPointerCapture(event.pointerId);
  });
  line.addEventListener('pointermove', (event) => {
    if (line.hasPointerCapture(event.pointerId)) move(innerWidth - event.clientX);
  });
  line.addEventListener('keydown', ({ key }) => {
    const by = key === 'ArrowLeft' ? keyStep : key === 'ArrowRight' ? -keyStep : 0;
    if (by !== 0) move(widthNow() + by);
  });
  return line;
}
