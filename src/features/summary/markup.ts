import { escapedHtml } from '../../host/escapedHtml';

/** Markup that is safe to put into a page. Only {@link element} makes it. */
export interface Markup {
  readonly markup: string;
}

/** The element with its attributes and children, in each of which text is escaped. */
export function element(
  tag: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...children: readonly (Markup | string)[]
): Markup {
  const written = Object.entries(attributes).map(([name, value]) =>
    value === undefined ? '' : ` ${name}="${escapedHtml(String(value))}"`,
  );
  const inside = children.map((child) =>
    typeof child === 'string' ? escapedHtml(child) : child.markup,
  );
  return { markup: `<${tag}${written.join('')}>${inside.join('')}</${tag}>` };
}
