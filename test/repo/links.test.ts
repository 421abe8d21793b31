import * as fs from 'node:fs';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const LINK = /\]\(([^)#\s]*)(#[^)\s]+)?\)/g;

function pages(): string[] {
  const below = (folder: string) => fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md')).map((file) => path.join(folder, file));
  return ['README.md', 'CONTRIBUTING.md', ...below('docs'), ...below('examples').filter((file) => path.basename(file) === 'README.md')];
}

/** As GitHub makes them of headings. */
function anchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => `#${heading.toLowerCase().replace(/[^\p{L}\p{N}_\- ]/gu, '').trim().replaceAll(' ', '-')}`);
}

/** Links of a page that lead nowhere in this repository. */
function dead(page: string, text = fs.readFileSync(path.join(ROOT, page), 'utf8')): string[] {
  return [...text.matchAll(LINK)].filter(([, to]) => !/^[a-z]+:/.test(to)).filter(([, to, anchor]) => {
    const target = path.join(ROOT, to ? path.join(path.dirname(page), to) : page);
    if (!fs.existsSync(target)) return true;
    return anchor && target.endsWith('.md') && !anchors(fs.readFileSync(target, 'utf8')).includes(anchor);
  }).map(([link]) => `${page} ${link}`);
}

test('every link of a page leads to a page, and to a heading in it', () => {
  expect(pages().flatMap((page) => dead(page))).toEqual([]);
});

test('fails when a page or a heading is gone', () => {
  expect(dead('docs/aws.md', '[a](aws/nowhere.md) [b](aws/stages.md#nothing) [c](aws/stages.md#break-glass) [d](https://example.com)'))
    .toEqual(['docs/aws.md ](aws/nowhere.md)', 'docs/aws.md ](aws/stages.md#nothing)']);
});
