import { createHash } from 'node:crypto';
import { Plan, Proof, ReleaseReport } from 'spillway';
import { POLICY, STYLE } from '../../../src/report/html/style';
import { FakeRenderer } from '../../support/fake-renderer';
import { soundPlan, testPlan, withWave } from '../../support/sound-plan';
import { named, tagsOf } from '../../support/tags';
import { absent, broken, fullReport, good, plan, proof, tags } from '../report-fixture';

const page = tags(fullReport());
const ids = (name: string) => named(page, name).flatMap(({ attributes: { id } }) => id ?? []);
const text = (id: string) => page.find(({ attributes }) => attributes.id === id)!.text.replace(/\s+/g, ' ');

describe('the file', () => {
  test('is the same every time', () => {
    expect(fullReport().toHtml()).toBe(fullReport().toHtml());
  });

  test('names nothing that would be loaded, and runs nothing', () => {
    for (const name of ['script', 'link', 'img', 'iframe', 'object', 'base', 'form', 'image', 'use', 'foreignObject']) expect(named(page, name)).toEqual([]);
    for (const { attributes } of page) {
      expect(Object.keys(attributes).filter((name) => /^on|^src$|^style$/.test(name))).toEqual([]);
      expect(attributes.href ?? '#').toMatch(/^#/);
    }
    expect(STYLE.text).not.toMatch(/@import|url\((?!#)/);
  });

  test('allows nothing but its own style sheet', () => {
    const hash = createHash('sha256').update(STYLE.text).digest('base64');
    expect(POLICY).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
    expect(named(page, 'meta').find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')!.attributes.content).toBe(POLICY);
    expect(named(page, 'style').map(({ within }) => within)).toEqual([['html', 'head']]);
  });

  test('says in which letters and language it is written, and fits a phone', () => {
    expect(page[0]).toMatchObject({ name: 'html', attributes: { lang: 'en' } });
    expect(page[2]).toMatchObject({ name: 'meta', attributes: { charset: 'utf-8' } });
    expect(named(page, 'meta').map(({ attributes }) => attributes.content)).toContain('width=device-width, initial-scale=1');
  });
});

describe('whoever cannot see it', () => {
  test('hears one heading of the first level, and none that skips one', () => {
    const levels = page.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? Number(name[1]) : []));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.reduce((before, level) => {
      expect(level).toBeLessThanOrEqual(before + 1);
      return level;
    }, 0);
  });

  test('gets to the content at once, and by landmarks to each part', () => {
    expect(named(page, 'a')[0].attributes.href).toBe('#main');
    expect(['header', 'main', 'nav', 'footer'].map((name) => named(page, name).length)).toEqual([1, 1, 1, 1]);
    expect(ids('section')).toEqual(['pipeline', 'stories', 'blast-radius', 'timelines', 'calendar', 'parity', 'proofs']);
    expect(named(page, 'a').filter(({ within }) => within.includes('nav')).map(({ attributes }) => attributes.href.slice(1))).toEqual(ids('section'));
  });

  test('finds every target of a link and of a label, each once', () => {
    const all = page.flatMap(({ attributes: { id } }) => id ?? []);
    expect(new Set(all).size).toBe(all.length);
    const asked = page.flatMap(({ attributes }) => [
      ...(attributes['aria-labelledby'] ?? '').split(' '), ...(attributes['aria-describedby'] ?? '').split(' '), (attributes.href ?? '').slice(1),
    ]).filter(Boolean);
    expect(asked.filter((id) => !all.includes(id))).toEqual([]);
  });

  test('hears of each picture what it shows, or that it is none', () => {
    const pictures = named(page, 'svg').filter(({ within, attributes }) => !within.includes('svg') && attributes['aria-hidden'] !== 'true');
    expect(pictures.length).toBeGreaterThan(5);
    for (const { attributes } of pictures) {
      expect(attributes.role).toBe('img');
      expect(text(attributes['aria-labelledby'])).not.toBe('');
      expect(text(attributes['aria-describedby'])).not.toBe('');
    }
  });

  test('knows of each cell its row and its column', () => {
    expect(named(page, 'caption').length).toBe(named(page, 'table').length);
    for (const { attributes } of named(page, 'th')) expect(['col', 'row']).toContain(attributes.scope);
    expect(named(page, 'td').filter(({ attributes }) => !attributes['data-head'])).toEqual([]);
  });
});

describe('what it says', () => {
  test('what stands out', () => {
    const glance = page.find(({ attributes }) => attributes.class === 'glance')!.text.replace(/\s+/g, ' ');
    expect(glance).toContain('Problemsnone');
    expect(glance).toContain('Rehearsed4 stories2 rolled back');
    expect(glance).toMatch(/Most harm[\d ]+ failed requestsbroken build/);
    expect(glance).toContain('Proofs1 of 9 broken');
    expect(tags(ReleaseReport.of(plan, { proof: Proof.ofPlan(plan).prove({ statesAtMost: 10 }) })).find(({ name }) => name === 'dl')!.text).toContain('not complete');
  });

  test('of the pipeline the gates, the steps and the bake of each wave', () => {
    for (const words of ['approval by managers, not the author', '10 % for 15 min', 'bakes1 h', 'rolled back byerror-ratio']) expect(text('pipeline')).toContain(words);
  });

  test('of each story how it ended, after which time, and for how many requests', () => {
    const row = named(page, 'tr').find((one) => one.text.includes('broken build') && one.text.includes('rolled back'))!.text;
    expect(row).toMatch(/4 min.*1 min/s);
    expect(row).toContain(String(broken.exposedRequests).replace(/(\d+)(\d{3})$/, '$1\u202f$2'));
    expect(text('story-2')).toContain('1.1.0 is gone from prod');
    expect(text('story-2')).toContain('from 2026-03-02 08:00 UTC on');
  });

  test('of the blast radius the worst story first, and whom nobody met at all', () => {
    expect(named(page, 'figure').map((figure) => /^\s*(broken build|rollback fails|good build)/.exec(figure.text)?.[1])).toEqual(['broken build', 'rollback fails', 'good build']);
    expect(text('blast-radius')).toContain('No customer met it in: approver absent.');
  });

  test('of the calendar the weeks from the first story on', () => {
    expect(text('calendar')).toContain('From 2026-03-02 to 2026-03-30');
    expect(text('calendar')).toContain('2026-03-19 23:00 to 2026-03-21 23:00');
    expect(text('calendar')).toContain('every year 03-20 to 03-21 Europe/Zurich; spring cleaning (ops)');
  });

  test('of back ends and proofs what they came to', () => {
    expect(text('parity')).toContain('native pen and ink');
    expect(text('proofs')).toContain('How prod stays empty is broken');
    expect(text('proofs')).toContain('1.1.0 enters prod');
    expect(text('proofs')).toContain('windows and freezes keep a release waiting before prod for at most 2 d, as from 2027-03-19 23:00 UTC');
  });

  test('nothing of what it was not given', () => {
    const bare = tagsOf(ReleaseReport.of(Plan._of(soundPlan())).toHtml());
    expect(named(bare, 'section').map(({ attributes }) => attributes.id)).toEqual(['pipeline']);
    expect(named(tags(ReleaseReport.of(plan, { proof })), 'section').map(({ attributes }) => attributes.id)).toEqual(['pipeline', 'proofs']);
  });
});

describe('a plan that is not sound', () => {
  const unsound = Plan._of(withWave(soundPlan(), { environments: ['nowhere'], after: ['never'] }));

  test('is shown with what is wrong, errors first, and without a calendar', () => {
    const report = tags(ReleaseReport.of(unsound, { calendarFrom: '2026-03-02T08:00:00Z' }));
    expect(named(report, 'section').map(({ attributes }) => attributes.id)).toEqual(['pipeline', 'problems']);
    const listed = named(report, 'li').filter(({ within }) => within.at(-2) === 'section' && within.at(-1) === 'ol').map((problem) => problem.text);
    expect(listed.some((problem) => problem.includes('SP1207'))).toBe(true);
    expect(report.find(({ attributes }) => attributes.id === 'pipeline')!.text).toContain('These waves are never reached: prod');
  });

  test('a problem that two back ends have is told once', () => {
    const twice = ReleaseReport.of(unsound, { renderers: [new FakeRenderer(), new FakeRenderer()] }).toHtml();
    expect(twice.match(/<strong>SP1207<\/strong>/g)).toHaveLength(ReleaseReport.of(unsound).toHtml().match(/<strong>SP1207<\/strong>/g)!.length);
  });
});

test('stories without customers have a blast radius without pictures', () => {
  const report = tags(ReleaseReport.of(Plan._of(testPlan()), { timelines: [absent] }));
  expect(named(report, 'figure')).toEqual([]);
  expect(good.exposedRequests).toBeGreaterThan(0);
});

test('fails when the calendar begins at no instant', () => {
  expect(() => ReleaseReport.of(plan, { calendarFrom: '2026-03-02' })).toThrow('SP3401 Shop: calendar begins at no instant: got "2026-03-02"');
});
