import { deferred, lazify, lazifyStars } from '../../tools/lazify';

const compiled = [
  '"use strict";',
  'Object.defineProperty(exports, "__esModule", { value: true });',
  'exports.aws = exports.Plan = void 0;',
  'var plan_1 = require("./plan/plan");',
  'Object.defineProperty(exports, "Plan", { enumerable: true, get: function () { return plan_1.Plan; } });',
  'exports.aws = __importStar(require("./aws"));',
].join('\n');

/** Runs a compiled root with files that note when they are loaded. */
function load(source: string) {
  const loaded: string[] = [];
  const exported: Record<string, unknown> = {};
  const files: Record<string, unknown> = { './plan/plan': { Plan: 'the plan' }, './aws': 'the back end' };
  const need = (file: string) => {
    loaded.push(file);
    return files[file];
  };
  new Function('exports', 'require', source)(exported, need);
  return { exported, loaded };
}

test('nothing is loaded before it is used, and then only that', () => {
  const { exported, loaded } = load(lazify(compiled));
  expect(loaded).toEqual([]);
  expect(exported.aws).toBe('the back end');
  expect(loaded).toEqual(['./aws']);
  expect(exported.Plan).toBe('the plan');
});

test('the line in which Node looks for the names stays', () => {
  expect(lazify(compiled)).toContain('exports.aws = exports.Plan = void 0;');
});

test('doing it again changes nothing', () => {
  expect(lazify(lazify(compiled))).toBe(lazify(compiled));
});

test.each([
  ['a file is exported as a whole', '__exportStar(require("./model/wave"), exports);'],
  ['a file is loaded for its effects', 'require("./model/wave");'],
])('fails when %s', (_, line) => {
  expect(() => lazify(`${compiled}\n${line}`)).toThrow(/cannot be made lazy/);
});

test('fails when the names are not listed', () => {
  expect(() => lazify('exports.Plan = 1;')).toThrow(/does not list its exports/);
});

test('a dependency that is used late is loaded late, and twice deferred is deferred once', () => {
  const source = ['const calendar_1 = require("calendar");', 'exports.ask = () => calendar_1.Day.today();'].join('\n');
  const late = deferred(source, 'calendar', 'Day');
  const loaded: string[] = [];
  const exported: { ask?: () => string } = {};
  new Function('exports', 'require', late)(exported, (file: string) => {
    loaded.push(file);
    return { Day: { today: () => 'monday' } };
  });
  expect(loaded).toEqual([]);
  expect(exported.ask!()).toBe('monday');
  expect(loaded).toEqual(['calendar']);
  expect(deferred(late, 'calendar', 'Day')).toBe(late);
});

describe('a sub-module that exports whole files', () => {
  const index = [
    'Object.defineProperty(exports, "__esModule", { value: true });',
    '__exportStar(require("./plan/plan"), exports);',
    '__exportStar(require("./types"), exports);',
  ].join('\n');
  const texts: Record<string, string> = { './plan/plan': 'exports.Plan = void 0;\nexports.Plan = 1;', './types': '"use strict";' };
  const lazy = lazifyStars(index, (file: string) => texts[file]);

  test('loads each file on first use, and none that has types only', () => {
    const { exported, loaded } = load(lazy);
    expect(loaded).toEqual([]);
    expect(exported.Plan).toBe('the plan');
    expect(loaded).toEqual(['./plan/plan']);
  });

  test('lists its names where Node looks for them', () => {
    expect(lazy).toContain('exports.Plan = void 0;');
  });

  test('is the same when it is done again', () => {
    expect(lazifyStars(lazy, (file: string) => texts[file])).toBe(lazy);
  });
});
