/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { faintTexts } from './contrast';

/** What must hold of a page, on any screen. */
export const checks: Record<string, (page: Page) => Promise<void>> = {
  'nothing sticks out at the side': async (page) => {
    const wide = await page.evaluate(() => [...document.querySelectorAll('body *')].filter((element) => {
      const { right, left, width } = element.getBoundingClientRect();
      // what is meant for a listener only is a pixel wide
      return width > 1 && (right > innerWidth + 0.5 || left < -0.5) && !element.closest('.skip, svg');
    }).map((element) => element.outerHTML.slice(0, 120)));
    assert.deepEqual(wide.slice(0, 3), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page scrolls sideways');
  },

  'the style applies': async (page) => {
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--ink')), '');
  },

  'every text has enough contrast': async (page) => {
    assert.deepEqual((await faintTexts(page)).slice(0, 10), []);
  },

  'the tab key reaches everything that can be used, in the order of the page, and shows where it is': async (page) => {
    const count = await page.evaluate(() => {
      const all = [...document.querySelectorAll('a[href], summary')];
      all.forEach((element, i) => element.setAttribute('data-order', String(i)));
      return all.filter((element) => element.checkVisibility()).length;
    });
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const reached: number[] = [];
    for (let i = 0; i < count; i++) {
      await page.keyboard.press('Tab');
      const { order, outline } = await page.evaluate(() => ({
        order: Number(document.activeElement!.getAttribute('data-order') ?? -1), outline: getComputedStyle(document.activeElement!).outlineStyle,
      }));
      assert.equal(outline, 'solid', `the focus on ${order} cannot be seen`);
      reached.push(order);
    }
    assert.deepEqual(reached, [...reached].sort((a, b) => a - b));
    assert.equal(new Set(reached).size, count);
    assert.ok(!reached.includes(-1), 'something else takes the focus');
  },

  'the keyboard opens what is folded': async (page) => {
    const summary = page.locator('summary').first();
    if (await summary.count() === 0) return;
    await summary.focus();
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('details').first().evaluate((details: HTMLDetailsElement) => details.open));
    await page.keyboard.press('Enter');
  },
};

interface Node {
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly ignored: boolean;
}

const NAMED = new Set(['link', 'image', 'img', 'table', 'region', 'navigation', 'heading', 'article', 'DisclosureTriangle', 'rowheader', 'columnheader']);

/** The tree that assistive technology is given: what can be met by itself has a name. */
export async function checkAccessibilityTree(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree') as { nodes: Node[] };
  const heard = nodes.filter(({ ignored }) => !ignored).map(({ role, name }) => ({ role: role?.value ?? '', name: name?.value ?? '' }));
  assert.deepEqual(heard.filter(({ role, name }) => NAMED.has(role) && name.trim() === ''), []);
  const count = (role: string) => heard.filter((node) => node.role === role).length;
  assert.deepEqual(['main', 'banner', 'contentinfo', 'navigation'].map(count), [1, 1, 1, 1]);
  const dom = await page.evaluate(() => ({
    tables: [...document.querySelectorAll('table')].filter((table) => table.checkVisibility({ contentVisibilityAuto: true })).length,
    pictures: document.querySelectorAll('svg[role=img]').length,
  }));
  // tables that are laid out as cards are tables all the same
  assert.equal(count('table'), dom.tables);
  assert.equal(count('image') + count('img'), dom.pictures);
}
