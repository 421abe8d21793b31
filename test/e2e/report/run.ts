/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { checkAccessibilityTree, checks } from './checks';
import { pages } from './pages';

const SCREENS = [360, 1280].flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })));

/**
 * Opens each report in a browser without a network, on a phone and on a desk, by day and by night, and prints it. Arguments choose
 * reports by a part of their names; `SHOTS` names a folder that pictures are put into.
 */
async function main(wanted: string[]): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-report-'));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  let [passed, failed] = [0, 0];
  const step = async (name: string, work: () => Promise<void>) => {
    try {
      await work();
      passed += 1;
      console.log(`ok      ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}\n${`${(error as Error).stack}`.replace(/^/gm, '        ')}`);
    }
  };
  try {
    for (const [name, write] of Object.entries(pages).filter(([one]) => wanted.length === 0 || wanted.some((part) => one.includes(part)))) {
      const file = join(folder, `${name.replaceAll(/\W+/g, '-')}.html`);
      writeFileSync(file, write());
      for (const screen of SCREENS) await onScreen(browser, file, `${name}, ${screen.width} px, ${screen.colorScheme}`, screen, step);
      await step(`${name}: nothing sticks out, however wide the screen`, () => atAnyWidth(browser, file));
      await step(`${name}: printed, everything is unfolded and light`, () => printed(browser, file));
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0;
}

type Screen = typeof SCREENS[number];
type Step = (name: string, work: () => Promise<void>) => Promise<void>;

async function onScreen(browser: Browser, file: string, name: string, screen: Screen, step: Step): Promise<void> {
  const { page, asked, said } = await opened(browser, file, screen);
  for (const [what, check] of Object.entries(checks)) await step(`${name}: ${what}`, () => check(page));
  await step(`${name}: what can be met by itself has a name`, () => checkAccessibilityTree(page));
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => {
    details.open = true;
  }));
  await step(`${name}: unfolded, nothing sticks out, and every text has enough contrast`, async () => {
    await checks['nothing sticks out at the side'](page);
    await checks['every text has enough contrast'](page);
  });
  await step(`${name}: it asked for nothing and complained of nothing`, async () => {
    assert.deepEqual(asked, [pathToFileURL(file).href]);
    assert.deepEqual(said, []);
  });
  await shoot(page, file, screen);
  await page.context().close();
}

async function opened(browser: Browser, file: string, { width, colorScheme }: Screen): Promise<{ page: Page; asked: string[]; said: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, offline: true });
  const page = await context.newPage();
  const [asked, said] = [new Array<string>(), new Array<string>()];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(pathToFileURL(file).href);
  return { page, asked, said };
}

async function atAnyWidth(browser: Browser, file: string): Promise<void> {
  const { page } = await opened(browser, file, { width: 320, colorScheme: 'light' });
  for (const width of [320, 400, 641, 720, 850, 900, 1024]) {
    await page.setViewportSize({ width, height: 800 });
    await checks['nothing sticks out at the side'](page);
  }
  await page.context().close();
}

async function printed(browser: Browser, file: string): Promise<void> {
  const { page } = await opened(browser, file, { width: 1280, colorScheme: 'dark' });
  const pdf = await page.pdf({ format: 'A4' });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  // as wide as A4 between its margins
  await page.setViewportSize({ width: 672, height: 900 });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
  const folded = await page.evaluate(() => [...document.querySelectorAll('details > :not(summary)')].filter((one) => one.getBoundingClientRect().height === 0).length);
  assert.equal(folded, 0);
  await checks['nothing sticks out at the side'](page);
  await checks['every text has enough contrast'](page);
  await page.context().close();
}

async function shoot(page: Page, file: string, { width, colorScheme }: Screen): Promise<void> {
  const { SHOTS } = process.env;
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${file.slice(file.lastIndexOf('/') + 1, -'.html'.length)}-${width}-${colorScheme}.png`), fullPage: true });
}

main(process.argv.slice(2)).then((ok) => process.exit(ok ? 0 : 1), (error) => {
  console.error(error);
  process.exit(1);
});
