import { element } from './element';

const narrowest = 180;
/** Of the page, so that the outputs keep some room. */
const mostShare = 0.7;
const keyStep = 24;

/** The line between the outputs and the details, to be moved by mouse and by arrows. */
export function sash(onDidMove: (width: number) => void): HTMLElement {
  const line = element('div', { className: 'sash', tabIndex: 0, role: 'separator' });
  line.ariaOrientation = 'vertical';
  const move = (width: number) => {
    onDidMove(Math.round(Math.max(narrowest, Math.min(innerWidth * mostShare, width))));
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
    if (by !== 0) move(innerWidth - line.getBoundingClientRect().right + by);
  });
  return line;
}
