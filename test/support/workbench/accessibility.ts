import axe from 'axe-core';
import type { Frame } from 'playwright-core';

/** What axe finds in a page, one line a finding; the whole page is looked at with all of its rules. */
export async function accessibilityFindings(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate((source) => {
    if ('axe' in window) return;
    const own = document.querySelector<HTMLScriptElement>('script[nonce]');
    const script = document.createElement('script');
    // The page's policy takes a script with its nonce only.
    script.nonce = own?.nonce ?? '';
    script.textContent = source;
    document.head.append(script);
  }, axe.source);
  return frame.evaluate(async () => {
    const { violations } = await (window as unknown as { readonly axe: typeof axe }).axe.run(document);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${any[0]?.message ?? ''} ${html}`),
    );
  });
}
