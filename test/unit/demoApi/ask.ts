import type { DemoApi } from '../../support/demoApi/demoApi';

/** Asks the demo for a prediction, with its key unless told otherwise. */
export function ask(
  demo: DemoApi,
  id: string,
  headers?: Record<string, string>,
): Promise<Response> {
  return fetch(`${demo.baseUrl}/predictions/${id}`, {
    headers: headers ?? { Authorization: `Bearer ${demo.key}` },
    redirect: 'manual',
    signal: AbortSignal.timeout(5000),
  });
}

export async function askJson(demo: DemoApi, id: string): Promise<Record<string, unknown>> {
  const response = await ask(demo, id);
  return (await response.json()) as Record<string, unknown>; // a test fails where it is none
}
