/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core';

/** A text that is hard to read where it stands. */
export interface Faint {
  readonly text: string;
  readonly colour: string;
  readonly ground: string;
  readonly ratio: number;
}

/** What WCAG 2.2 asks of text at level AA. */
const LEAST = 4.5;

/**
 * Every text whose contrast is too small, as the browser paints it. Of a page the nearest ground is what counts; text in a picture
 * is held against the shape that was drawn last below its middle.
 */
export async function faintTexts(page: Page): Promise<Faint[]> {
  return page.evaluate((least) => {
    const channels = (colour: string) => (/[\d.]+/g[Symbol.match](colour) ?? []).map(Number);
    const luminance = (colour: string) => {
      const [r, g, b] = channels(colour).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const opaque = (colour: string) => colour.startsWith('rgb') && (channels(colour)[3] ?? 1) === 1;
    const groundOf = (element: Element | null): string => {
      for (let around = element; around; around = around.parentElement) {
        const { backgroundColor } = getComputedStyle(around);
        if (opaque(backgroundColor)) return backgroundColor;
      }
      return 'rgb(255, 255, 255)';
    };
    const shapeBelow = (text: Element): string | undefined => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      return [...text.closest('svg')!.querySelectorAll('rect')].filter((shape) => {
        const box = shape.getBoundingClientRect();
        return shape.compareDocumentPosition(text) === Node.DOCUMENT_POSITION_FOLLOWING && box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
      }).map((shape) => getComputedStyle(shape).fill).filter(opaque).pop();
    };
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement!;
      if (!node.textContent?.trim() || element.closest('title,desc') || !element.checkVisibility({ contentVisibilityAuto: true })) continue;
      const picture = element.closest('text');
      const colour = picture ? getComputedStyle(element).fill : getComputedStyle(element).color;
      const ground = (picture && shapeBelow(picture)) ?? groundOf(element);
      const [darker, lighter] = [luminance(colour), luminance(ground)].sort((a, b) => a - b);
      const ratio = (lighter + 0.05) / (darker + 0.05);
      if (!(ratio >= least)) found.push({ text: node.textContent.trim().slice(0, 40), colour, ground, ratio: Math.round(ratio * 100) / 100 });
    }
    return found;
  }, LEAST);
}
