/**
 * Makes every export of the compiled root, and of the two CDKs' back ends, load on first use: a Kubernetes user needs no aws-cdk-lib, the other way round, and
 * `require('spillway')` costs next to nothing. What a file of ours names first and uses late, if at all, loads on first use too: most plans have no
 * calendar, and most pipelines ask no change system. Runs after each compile; running it again changes nothing.
 */
const fs = require('node:fs');
const path = require('node:path');

const HELPER = 'const lazy = (name, load) => Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: load });';
const FILE = /^var (\w+) = require\("(.+)"\);$/;
const NAME = /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/;
const SUBMODULE = /^exports\.(\w+) = __importStar\(require\("(.+)"\)\);$/;
const STAR = /^__exportStar\(require\("(.+)"\), exports\);$/;
const NAMED = /^const (\w+) = ((?:__importDefault\()?require\("[^"]+"\)\)?);$/gm;
const UNKNOWN = /\brequire\("\.|__exportStar\(/;

/**
 * Node reads the names of a CommonJS file from its text. It finds them in the line `exports.b = exports.a = void 0`, which
 * stays; a getter of another form with a literal name would make it forget the name again, so `lazy` takes it as a variable.
 */
function lazify(source) {
  if (source.includes(HELPER)) return source;
  const files = new Map();
  const lines = source.split('\n').flatMap((line) => {
    const [file, name, submodule] = [FILE, NAME, SUBMODULE].map((form) => form.exec(line));
    if (file) {
      files.set(file[1], file[2]);
      return [];
    }
    if (name) return [`lazy("${name[1]}", () => require("${files.get(name[2])}").${name[3]});`];
    if (submodule) return [`lazy("${submodule[1]}", () => require("${submodule[2]}"));`];
    if (UNKNOWN.test(line)) throw new Error(`an export of the root has a form that cannot be made lazy: ${line}`);
    return [line];
  });
  const names = lines.findIndex((line) => /^exports\..* = void 0;$/.test(line));
  if (names < 0) throw new Error('the compiled root does not list its exports in one line');
  lines.splice(names + 1, 0, HELPER);
  return lines.join('\n');
}

/**
 * The same for a sub-module, whose index exports whole files: what each of them exports is read from its own text.
 * @param textOf the text of a compiled file beside it
 */
function lazifyStars(source, textOf) {
  if (source.includes(HELPER) || !source.includes('__exportStar(')) return source;
  const lines = source.split('\n');
  const lazy = lines.flatMap((line) => {
    const [, file] = STAR.exec(line) ?? [];
    return file ? exportsOf(textOf(file)).map((name) => ({ name, line: `lazy("${name}", () => require("${file}").${name});` })) : [];
  });
  const rest = lines.filter((line) => !STAR.test(line));
  const head = rest.findIndex((line) => line.startsWith('Object.defineProperty(exports, "__esModule"'));
  rest.splice(head + 1, 0, `${lazy.map(({ name }) => `exports.${name} = `).join('')}void 0;`, HELPER, ...lazy.map(({ line }) => line));
  return rest.join('\n');
}

/** The compiler lists them in one line; a file of types has none. */
function exportsOf(text) {
  const [list = ''] = /^exports\..* = void 0;$/m.exec(text) ?? [];
  return [...list.matchAll(/exports\.(\w+)/g)].map(([, name]) => name);
}

/** What a file names first and uses late, if at all, is loaded when something of it is used; what it passes on as a whole is loaded as before. */
function deferred(source) {
  return source.replace(NAMED, (line, file, load) => {
    const uses = source.match(new RegExp(`\\b${file}\\b(?:\\.\\w+)?`, 'g')).slice(1);
    const names = [...new Set(uses.map((use) => use.slice(file.length + 1)))];
    if (names.includes('')) return line;
    return `let ${file}_; const ${file} = { ${names.map((name) => `get ${name}() { return (${file}_ ??= ${load}).${name}; }`).join(', ')} };`;
  });
}

/** The sources are in there a second time, which triples what has to be read before anything runs; what is compiled reads like its source. */
function withoutSources(compiled) {
  return compiled.replace(/^\/\/# sourceMappingURL=data:\S+\s*(?![^])/m, '');
}

/** Node looks for a file of the name itself first, which costs as much as finding the right one. */
function withExtensions(source, isFile) {
  return source.replace(/\brequire\("(\.[^"]*)"\)/g, (all, file) => (isFile(`${file}.js`) ? `require("${file}.js")` : all));
}

module.exports = { lazify, lazifyStars, deferred, withoutSources, withExtensions };

if (require.main === module) {
  const lib = path.join(__dirname, '..', 'lib');
  const rewrite = (file, change) => fs.writeFileSync(file, change(fs.readFileSync(file, 'utf8')));
  rewrite(path.join(lib, 'index.js'), lazify);
  for (const end of ['aws', 'k8s'].map((name) => path.join(lib, name))) {
    rewrite(path.join(end, 'index.js'), (source) => lazifyStars(source, (file) => fs.readFileSync(path.join(end, `${file}.js`), 'utf8')));
  }
  const files = ['aws', 'k8s', 'plan', 'cli'].flatMap((folder) => fs.readdirSync(path.join(lib, folder), { recursive: true }).map((name) => path.join(lib, folder, name)));
  for (const file of fs.readdirSync(lib, { recursive: true }).filter((name) => name.endsWith('.js'))) {
    const isFile = (name) => fs.existsSync(path.join(lib, path.dirname(file), name));
    rewrite(path.join(lib, file), (source) => withExtensions(withoutSources(source), isFile));
  }
  // what runs in a Lambda function is loaded to be used
  for (const file of files.filter((name) => name.endsWith('.js') && !name.includes(`${path.sep}handlers${path.sep}`))) rewrite(file, deferred);
}
