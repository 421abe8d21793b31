import { deferred, lazify, lazifyStars, withExtensions, withoutSources } from '../../tools/lazify';

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

describe('what a file names first and uses late', () => {
  const source = [
    'const calendar_1 = require("calendar");',
    'const version_1 = __importDefault(require("version"));',
    'const whole_1 = require("whole");',
    'exports.ask = () => `${calendar_1.Day.today()} ${calendar_1.Day.today()} ${calendar_1.noon} ${version_1.default}`;',
    'exports.pass = () => use(whole_1, whole_1.part);',
  ].join('\n');
  const files: Record<string, unknown> = { calendar: { Day: { today: () => 'monday' }, noon: '12:00' }, version: '1.2.3', whole: {} };

  /** Runs the file, and notes what it loads. */
  function run() {
    const loaded: string[] = [];
    const exported: { ask?: () => string } = {};
    new Function('exports', 'require', '__importDefault', deferred(source))(exported, (file: string) => {
      loaded.push(file);
      return files[file];
    }, (file: unknown) => ({ default: file }));
    return { loaded, ask: exported.ask! };
  }

  test('is loaded once, when it is used', () => {
    const { loaded, ask } = run();
    expect(loaded).toEqual(['whole']);
    expect(ask()).toBe('monday monday 12:00 1.2.3');
    expect(loaded).toEqual(['whole', 'calendar', 'version']);
  });

  test('is left alone where it is passed on as a whole', () => {
    expect(deferred(source)).toContain('const whole_1 = require("whole");');
  });

  test('is the same when it is deferred again', () => {
    expect(deferred(deferred(source))).toBe(deferred(source));
  });
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

test('the copy of the source at the end of a compiled file goes, and nothing else', () => {
  const file = 'exports.a = "//# sourceMappingURL=data:text/plain,kept";\n';
  expect(withoutSources(`${file}//# sourceMappingURL=data:application/json;base64,eyJ2Ijoz`)).toBe(file);
  expect(withoutSources(file)).toBe(file);
});

test('what is required beside a file is called by its whole name, unless it is a folder', () => {
  const file = 'const a = require("./a"); const b = require("../b/index"); const c = require("./c"); const d = require("cdk8s");';
  const full = 'const a = require("./a.js"); const b = require("../b/index.js"); const c = require("./c"); const d = require("cdk8s");';
  const isFile = (name: string) => ['./a.js', '../b/index.js'].includes(name);
  expect(withExtensions(file, isFile)).toBe(full);
  expect(withExtensions(full, isFile)).toBe(full);
});
