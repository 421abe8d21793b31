/** Deeper than anything a controller reads; aliases of YAML can make a value that contains itself. */
const DEEPEST = 20;

/**
 * A place in a manifest that nobody vouches for. What is missing, or of another type than asked for, is read as nothing, so
 * that a rule stays silent about what a schema has to say.
 */
export class Field {
  /** @param above where it lies; a path is put together only where somebody asks for it, which is where something is wrong */
  constructor(private readonly value: unknown, private readonly key: string | number | readonly string[], private readonly above?: Field) {}

  public get path(): string {
    const key = typeof this.key === 'object' ? this.key.join('/') : `${this.key}`;
    return this.above ? `${this.above.path}/${key}` : key;
  }

  /** The place below some keys. */
  public at(...keys: string[]): Field {
    let { value } = this;
    for (const key of keys) value = own(value, key);
    return new Field(value, keys, this);
  }

  public get isSet(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  public get isTrue(): boolean {
    return this.value === true;
  }

  /** Empty when it is no text. */
  public get text(): string {
    return typeof this.value === 'string' ? this.value : '';
  }

  /** A number, also one that is written as text: the API calls it int-or-string. */
  public get number(): number | undefined {
    if (typeof this.value === 'number') return Number.isFinite(this.value) ? this.value : undefined;
    return typeof this.value === 'string' && /^-?\d+(\.\d+)?$/.test(this.value) ? Number(this.value) : undefined;
  }

  public get items(): Field[] {
    return Array.isArray(this.value) ? this.value.map((item, i) => new Field(item, i, this)) : [];
  }

  /** The texts of a list. */
  public get texts(): string[] {
    return this.items.flatMap(({ text }) => (text === '' ? [] : [text]));
  }

  public get keys(): string[] {
    return isRecord(this.value) ? Object.keys(this.value) : [];
  }

  public get fields(): Field[] {
    return this.keys.map((key) => this.at(key));
  }

  /** Texts by their keys, as in labels. */
  public get labels(): ReadonlyMap<string, string> {
    return new Map(this.keys.map((key) => [key, this.at(key).text]));
  }

  /** Every text at this place and below it in which another one occurs. */
  public leaves(part: string, depth = 0): Field[] {
    const { value } = this;
    if (typeof value === 'string') return value.includes(part) ? [this] : [];
    if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
    return Object.entries(value).flatMap(([key, entry]: [string, unknown]) => (
      typeof entry === 'string' && !entry.includes(part) ? [] : new Field(entry, key, this).leaves(part, depth + 1)
    ));
  }

  /** How it stands in a message. */
  public get shown(): string {
    const text = written(this.value, 0);
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function written(value: unknown, depth: number): string {
  if (value === undefined || value === null || value === '') return depth === 0 ? 'nothing' : '';
  if (typeof value === 'string') return value.replace(/\s+/g, ' ');
  if (typeof value !== 'object') return String(value);
  if (depth > 1) return '...';
  if (Array.isArray(value)) return `[${value.slice(0, 10).map((item) => written(item, depth + 1)).join(', ')}]`;
  return `{ ${Object.entries(value).slice(0, 10).map(([key, item]) => `${key}: ${written(item, depth + 1)}`).join(', ')} }`;
}
