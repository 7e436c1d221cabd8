import type { PredictionView, ToPage } from '../../src/features/preview/messages';
import { Details } from './details';
import { element, setText } from './element';
import { Gallery } from './gallery';
import { Header } from './header';
import { onKeys } from './keys';
import { PageRequests } from './pageRequests';
import { StateKeeper } from './pageState';
import { Failure, Run } from './run';
import { sash } from './sash';
import { Viewer } from './viewer';
import { fitted } from './zoom';

/** Everything that a person sees, and what becomes of what they do. */
export class PreviewPage {
  readonly #state = new StateKeeper();
  readonly #requests = new PageRequests(() => this.#id);
  readonly #header = new Header({
    showLog: () => {
      this.#requests.send('showLog');
    },
    saveOutputs: () => {
      this.#requests.send('saveOutputs');
    },
    togglePin: () => {
      this.#requests.setPinned(this.#view?.isPinned !== true);
    },
    toggleDetails: () => {
      this.#state.update({ hasDetails: !this.#state.now.hasDetails });
      this.#render();
    },
  });
  readonly #notices = element('div', { className: 'notices' });
  readonly #failure = new Failure(() => {
    this.#requests.send('copyError');
  });
  readonly #run = new Run();
  readonly #placeholder = element('p', { className: 'placeholder' });
  readonly #gallery = new Gallery({
    open: (index) => {
      this.#open(index);
    },
    of: (index) => this.#requests.actionsOf(index),
  });
  readonly #viewer = new Viewer({
    close: () => {
      this.#close();
    },
    go: (by) => {
      this.#go(this.#state.now.index + by);
    },
    copy: (index) => {
      this.#requests.sendOf('copyOutput', index);
    },
    noteCopying: (copying, index) => {
      copying.then(
        () => {
          this.#announce(this.#view?.words.copied ?? '');
        },
        () => {
          this.#requests.sendOf('imageNotCopied', index);
        },
      );
    },
    copyUrl: (index) => {
      this.#requests.sendOf('copyUrl', index);
    },
    noteZoom: (zoom) => {
      this.#state.update({ zoom });
    },
    of: (index) => this.#requests.actionsOf(index),
  });
  readonly #details = new Details(this.#state, (section, field) => {
    this.#requests.copyField(section, field);
  });
  readonly #sash = sash((detailsWidth) => {
    this.#state.update({ detailsWidth });
    this.#layOut();
  });
  readonly #shown = element('div', { className: 'outputs' });
  readonly #main = element(
    'div',
    { className: 'main' },
    this.#notices,
    this.#failure.root,
    this.#shown,
    this.#run.root,
  );
  readonly #announcer = element('div', { className: 'announcer', role: 'status' });
  readonly #content: HTMLElement;
  #view: PredictionView | undefined;
  #announced = '';

  constructor() {
    this.#content = element(
      'main',
      { className: 'content' },
      this.#main,
      this.#sash,
      this.#details.root,
    );
    this.#keepScroll('gallery', this.#gallery.root);
    this.#keepScroll('viewer', this.#viewer.viewport);
    this.#keepScroll('details', this.#details.root);
    onKeys({
      isSingle: () => this.#isSingle,
      image: () => this.#viewer.image,
      go: (to) => {
        this.#go(to(this.#state.now.index, this.#view?.outputs.length ?? 0));
      },
      close: () => {
        this.#close();
      },
    });
  }

  receive(message: ToPage): void {
    switch (message.type) {
      case 'show':
        this.#show(message.view, message.open);
        return;
      case 'jsonRows':
        if (message.id === this.#id) {
          this.#viewer.addRows(message.index, message.path, message.rows);
        }
        return;
      case 'copied':
        this.#announce(this.#view?.words.copied ?? '');
        return;
      case 'compare':
        return;
    }
  }

  get #id(): string {
    return this.#view?.id ?? '';
  }

  /** One output alone needs no gallery, unless more are to come. */
  get #isSingle(): boolean {
    const { mode, index } = this.#state.now;
    const count = this.#view?.outputs.length ?? 0;
    return mode === 'single' ? index < count : mode === 'auto' && count === 1;
  }

  #show(view: PredictionView, open: number | undefined): void {
    const isOther = this.#state.now.id !== view.id;
    if (isOther) this.#state.begin(view.id, view.isPinned);
    else if (this.#state.now.isPinned !== view.isPinned) {
      this.#state.update({ isPinned: view.isPinned });
    }
    const isFirst = this.#view?.id !== view.id;
    if (isFirst) this.#gallery.clear();
    if (isFirst) this.#viewer.clear();
    this.#view = view;
    // Until there is something to show, what the page was delivered with says so.
    if (!this.#content.isConnected) {
      document.body.replaceChildren(this.#header.root, this.#content, this.#announcer);
    }
    if (open !== undefined && open < view.outputs.length) {
      this.#state.update({ mode: 'single', index: open, zoom: fitted });
    }
    this.#render();
    if (isFirst) this.#restoreScroll();
    if (!isFirst && view.announcement !== this.#announced) this.#announce(view.announcement);
    this.#announced = view.announcement;
  }

  #render(): void {
    const view = this.#view;
    if (view === undefined) return;
    this.#header.show(view, this.#state.now.hasDetails);
    this.#showNotices(view.notes);
    this.#failure.show(view);
    this.#run.show(view);
    this.#showOutputs(view);
    this.#details.show(view);
    this.#sash.ariaLabel = view.words.resizeDetails;
    this.#layOut();
  }

  #showOutputs(view: PredictionView): void {
    const { index, zoom } = this.#state.now;
    const isEmpty = view.outputs.length === 0;
    this.#main.classList.toggle('empty', isEmpty);
    if (isEmpty) {
      setText(this.#placeholder, view.placeholder);
      this.#put(this.#placeholder);
    } else if (this.#isSingle) {
      this.#viewer.show(view, Math.min(index, view.outputs.length - 1), zoom);
      this.#put(this.#viewer.root);
    } else {
      this.#gallery.show(view);
      this.#put(this.#gallery.root);
    }
    if (!this.#isSingle) this.#viewer.clear();
  }

  #put(part: HTMLElement): void {
    if (this.#shown.firstChild !== part) this.#shown.replaceChildren(part);
  }

  #showNotices(notes: readonly string[]): void {
    const shown = [...this.#notices.children].map(({ textContent }) => textContent);
    if (shown.join('\n') === notes.join('\n')) return;
    this.#notices.replaceChildren(...notes.map((note) => element('p', {}, note)));
  }

  #layOut(): void {
    const { hasDetails, detailsWidth } = this.#state.now;
    this.#content.classList.toggle('without-details', !hasDetails);
    const { style } = this.#content;
    if (detailsWidth > 0) style.setProperty('--details-width', `${detailsWidth}px`);
  }

  #open(index: number): void {
    this.#state.update({ mode: 'single', index, zoom: fitted });
    this.#render();
    this.#viewer.viewport.focus();
  }

  /** Back to the gallery, or for what stands alone, to all of it. */
  #close(): void {
    if (!this.#isSingle) return;
    if ((this.#view?.outputs.length ?? 0) < 2) {
      this.#viewer.image?.fit();
      return;
    }
    const { index } = this.#state.now;
    this.#state.update({ mode: 'gallery' });
    this.#render();
    this.#restoreScroll();
    this.#gallery.focus(index);
  }

  #go(to: number): void {
    const count = this.#view?.outputs.length ?? 0;
    const index = Math.max(0, Math.min(count - 1, to));
    if (!this.#isSingle || count < 2 || index === this.#state.now.index) return;
    this.#state.update({ mode: 'single', index });
    this.#render();
  }

  /** Read out once, also where the same was said before. */
  #announce(text: string): void {
    this.#announcer.replaceChildren(text);
  }

  #keepScroll(name: string, part: HTMLElement): void {
    part.addEventListener(
      'scroll',
      () => {
        this.#state.update({ scroll: { ...this.#state.now.scroll, [name]: part.scrollTop } });
      },
      { passive: true },
    );
  }

  #restoreScroll(): void {
    const { gallery = 0, viewer = 0, details = 0 } = this.#state.now.scroll;
    this.#gallery.root.scrollTop = gallery;
    this.#viewer.viewport.scrollTop = viewer;
    this.#details.root.scrollTop = details;
  }
}
