import * as fc from 'fast-check';
import type { IRenderer } from 'spillway';
import { Capability, Plan, Rehearsal, ReleaseReport, Scenario } from 'spillway';
import type { PlanDocument } from '../../../src/plan/document';
import { tagsOf } from '../../support/tags';
import { document } from '../report-fixture';

/** Each text of a document that somebody else may have chosen, replaced. */
function renamed(value: PlanDocument, name: string): PlanDocument {
  const texts = new Map([['shop', name], ['prod', `${name}2`], ['error-ratio', `${name}3`], ['managers', name], ['spring', name], ['spring cleaning', name], ['ops', name]]);
  const replaced = (one: unknown): unknown => {
    if (typeof one === 'string') return texts.get(one) ?? one;
    if (Array.isArray(one)) return one.map(replaced);
    return one && typeof one === 'object' ? Object.fromEntries(Object.entries(one).map(([key, field]) => [key, replaced(field)])) : one;
  };
  return { ...replaced(value) as PlanDocument, path: name };
}

const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '\' onmouseover=\'x', '</style><style>*{display:none}', '<!--', ']]>', '&lt;b&gt;', '</title></head><body>',
    'javascript:alert(1)', '\u0000<\u0000b', '--></svg><foreignObject>',
  ),
  fc.string({ unit: fc.constantFrom(...'<>&"\'=/`-! ;#ab\n\u0000'), minLength: 1, maxLength: 20 }),
);

/** What a browser would build: elements with the names of their attributes, and nothing of their texts. */
const shape = (page: string) => tagsOf(page).map(({ name, attributes, within }) => [within.join('>'), name, ...Object.keys(attributes)].join(' '));

const scenarios = Rehearsal.ofPlan(Plan._of(document));

function pageOf(name: string): string {
  const renderer: IRenderer = { platform: name, capability: () => Capability.emulated(name), limits: () => [] };
  return ReleaseReport.of(Plan._of(renamed(document, name)), { timelines: [scenarios.play(Scenario.of(name))], renderers: [renderer] }).toHtml();
}

test('whatever things are called, the page has the elements and attributes that it has anyway', () => {
  fc.assert(fc.property(hostile, (name) => {
    expect(shape(pageOf(name))).toEqual(shape(pageOf(name.replace(/[<>&"'=/`!\u0000]/g, '?'))));
  }), { numRuns: 30 });
});
