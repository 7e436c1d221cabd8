/** A key that nothing else looks like, so that it is found wherever it sings. */
export const canary = 'canary-9f3a7c51/e20b8d64+4k';

/** What would be as good as the key itself, however it is written. */
const forms: readonly string[] = [
  canary,
  encodeURIComponent(canary),
  JSON.stringify(canary).slice(1, -1),
  canary.replaceAll('/', '\\/'),
  Buffer.from(canary).toString('base64').replace(/=+$/, ''),
  Buffer.from(canary).toString('hex'),
  // Each half would do for a thief who has the other.
  canary.slice(0, canary.length / 2),
  canary.slice(canary.length / 2),
];

/** The first place of a text at which the key, or half of it, stands; undefined where there is none. */
export function canaryIn(text: string): string | undefined {
  const form = forms.find((each) => text.includes(each));
  if (form === undefined) return undefined;
  const place = text.indexOf(form);
  return text.slice(Math.max(0, place - 60), place + form.length + 60);
}
