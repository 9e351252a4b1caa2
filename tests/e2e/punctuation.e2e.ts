/** Quotation marks stand in the letters' font in English and in the Chinese font in Chinese. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** The fonts that a text is really drawn with, as the browser's own inspector tells them. */
async function fontsOf(window: Page, text: string): Promise<string[]> {
  await window.evaluate((shown) => {
    const element = document.createElement('span');
    element.id = 'probe';
    element.textContent = shown;
    document.body.append(element);
  }, text);
  const session = await window.context().newCDPSession(window);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument', {});
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#probe' });
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  await window.evaluate(() => document.querySelector('#probe')?.remove());
  return fonts.map(({ familyName }) => familyName);
}

const marks = '\u201c\u201d\u2018\u2019\u2013\u2014';

test('in Chinese quotation marks are not of the letters', async ({ window }) => {
  await expect(window.getByTestId('create-workspace')).toBeVisible();
  expect(await fontsOf(window, 'Aa1')).toEqual([expect.stringContaining('Inter')]);
  expect((await fontsOf(window, marks)).filter((name) => name.includes('Inter'))).toEqual([]);
});

test.describe('in English', () => {
  test.use({ systemLanguage: 'en' });

  test('quotation marks and dashes are of the letters', async ({ window }) => {
    await expect(window.getByTestId('create-workspace')).toBeVisible();
    expect(await fontsOf(window, `A${marks}z`)).toEqual([expect.stringContaining('Inter')]);
    expect(await fontsOf(window, '\u540c\u597d')).not.toEqual([expect.stringContaining('Inter')]);
  });
});
