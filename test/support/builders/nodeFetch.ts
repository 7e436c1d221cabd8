import type { Fetch } from '../../../src/client/fetch';

/** What the extension itself passes in. */
export const fetch: Fetch = async (url, init) => {
  const { default: nodeFetch } = await import('node-fetch');
  return nodeFetch(url, init);
};
