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

/** Puts the arguments into a word's `{0}`, `{1}`. */
export function filled(word: string, ...args: (string | number)[]): string {
  return args.reduce<string>(
    (text, arg, index) => text.replace(`{${index}}`, () => String(arg)),
    word,
  );
}

/** Sets the text only where it is another, so that a selection in it and a reader's place stay. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
