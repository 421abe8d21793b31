/** An element as it begins in a page. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What stands in it, without markup. */
  readonly text: string;
  /** Names of the elements around it, the nearest last. */
  readonly within: readonly string[];
}

const VOID = new Set(['meta', 'wbr', 'br', 'link', 'img', 'input', 'hr']);
const TOKEN = /<!DOCTYPE html>|<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z][\w-]*(?:="[^"<>]*")?)*)\s*(\/?)>|([^<>]+)/giy;
const ENTITIES: Record<string, string> = { 'amp': '&', 'lt': '<', 'gt': '>', 'quot': '"', '#39': '\'' };

/** Every element of a page, in the order in which they begin. Throws where the page is not as strictly written as ours are. */
export function tagsOf(page: string): Tag[] {
  const tags: { name: string; attributes: Record<string, string>; text: string; within: string[] }[] = [];
  const open: (typeof tags)[number][] = [];
  TOKEN.lastIndex = 0;
  for (let from = 0; from < page.length; from = TOKEN.lastIndex) {
    const token = TOKEN.exec(page);
    if (!token) throw new Error(`no markup: ${page.slice(from, from + 80)}`);
    const [, closes, name, attributes, isEmpty, text] = token;
    if (text !== undefined) for (const tag of open) tag.text += decoded(text);
    if (name === undefined) continue;
    if (closes) {
      if (open.pop()?.name !== name) throw new Error(`${name} ends where it never began: ${page.slice(from - 80, from + 20)}`);
      continue;
    }
    const tag = { name, attributes: attributesOf(attributes), text: '', within: open.map((around) => around.name) };
    tags.push(tag);
    if (isEmpty || VOID.has(name)) continue;
    open.push(tag);
    if (name === 'style') TOKEN.lastIndex = page.indexOf('</style>', TOKEN.lastIndex);
  }
  if (open.length > 0) throw new Error(`${open.at(-1)!.name} never ends`);
  return tags;
}

/** Elements of a name. */
export function named(tags: readonly Tag[], name: string): Tag[] {
  return tags.filter((tag) => tag.name === name);
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/([a-z][\w-]*)(?:="([^"]*)")?/gi)].map(([, name, value = '']) => [name, decoded(value)]));
}

function decoded(text: string): string {
  return text.replace(/&([a-z]+|#39);/g, (_, name: string) => {
    if (!(name in ENTITIES)) throw new Error(`unknown entity ${name}`);
    return ENTITIES[name];
  });
}
