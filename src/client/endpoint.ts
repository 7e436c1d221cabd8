/** A base URL, and the key that belongs to its origin. */
export interface Endpoint {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly key: string;
}

export type BaseUrlProblem = 'not-a-url' | 'not-https' | 'holds-credentials' | 'holds-query';

export type BaseUrl = { readonly url: string } | { readonly problem: BaseUrlProblem };

/** Takes https, and http for this machine alone, so that no key travels in the clear. */
export function parseBaseUrl(text: string): BaseUrl {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return { problem: 'not-a-url' };
  const url = new URL(trimmed);
  if (url.username !== '' || url.password !== '') return { problem: 'holds-credentials' };
  if (url.search !== '' || url.hash !== '') return { problem: 'holds-query' };
  const isSafe =
    url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!isSafe) return { problem: 'not-https' };
  return { url: url.origin + url.pathname.replace(/\/+$/, '') };
}

/** @param hostname As `URL.hostname` gives it: an IPv6 address stands in brackets. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

export function originOf(baseUrl: string): string {
  return new URL(baseUrl).origin;
}

export function hostOf(baseUrl: string): string {
  return new URL(baseUrl).host;
}
