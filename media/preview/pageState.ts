import * as v from 'valibot';

import { vscode } from './vscodeApi';
import { fitted } from './zoom';

const zoom = v.object({
  scale: v.union([v.literal('fit'), v.pipe(v.number(), v.minValue(0.001), v.maxValue(64))]),
  x: v.number(),
  y: v.number(),
});

/** How the page looks, as VS Code keeps it while its tab is hidden and over a reload. */
const pageState = v.object({
  /** By these the extension brings the tab back. */
  id: v.string(),
  isPinned: v.boolean(),
  /** `auto`: one output stands alone, several stand in the gallery. */
  mode: v.picklist(['auto', 'gallery', 'single']),
  index: v.number(),
  zoom,
  /** Of what can be scrolled, by its name. */
  scroll: v.record(v.string(), v.number()),
  /** The fields that show all of their text, and the sections that are folded. */
  unfolded: v.array(v.string()),
  foldedSections: v.array(v.string()),
  hasDetails: v.boolean(),
  /** Pixels; 0 where nobody has changed it. */
  detailsWidth: v.number(),
});

export type PageState = v.InferOutput<typeof pageState>;

const restMs = 100;

/** Keeps what a person has arranged. */
export class StateKeeper {
  #state: PageState;
  #timer = 0;

  constructor() {
    const kept = v.safeParse(pageState, vscode.getState());
    this.#state = kept.success ? kept.output : initialState;
  }

  get now(): PageState {
    return this.#state;
  }

  /** A drag and a scroll change it with every frame; it is written now and then. */
  update(changes: Partial<PageState>): void {
    this.#state = { ...this.#state, ...changes };
    if (this.#timer !== 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      vscode.setState(this.#state);
    }, restMs);
  }

  /** Begins anew for another prediction; how the page is divided stays. */
  begin(id: string, isPinned: boolean): void {
    const { hasDetails, detailsWidth, foldedSections } = this.#state;
    this.update({ ...initialState, id, isPinned, hasDetails, detailsWidth, foldedSections });
  }
}

const initialState: PageState = {
  id: '',
  isPinned: false,
  mode: 'auto',
  index: 0,
  zoom: fitted,
  scroll: {},
  unfolded: [],
  foldedSections: [],
  hasDetails: true,
  detailsWidth: 0,
};
