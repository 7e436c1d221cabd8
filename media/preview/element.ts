type Child = Node | string;

/** Makes an element. Text goes in as text alone, so nothing that a server wrote becomes markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Puts the arguments into a word's `{0}`, `{1}`; numbers as the page's language writes them. */
export function filled(word: string, ...args: (string | number)[]): string {
  return args.reduce<string>(
    (text, arg, index) =>
      text.replace(`{${index}}`, () => arg.toLocaleString(document.documentElement.lang)),
    word,
  );
}

/** `50%`, as the page's language writes it. */
export function percent(fraction: number): string {
  const { lang } = document.documentElement;
  return fraction.toLocaleString(lang, { style: 'percent', useGrouping: false });
}

/** Sets the text only where it is another, so that a selection in it and a reader's place stay. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
