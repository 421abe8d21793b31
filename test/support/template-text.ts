/** What only exists in an account, as a text of the caller's. */
export interface Leaves {
  ref(id: string): string;
  attribute(id: string, attribute: string): string;
  /** Of a function that a template alone cannot answer. */
  other(name: string): string;
}

/** A value of a template as one text. */
export function textWith(leaves: Leaves, value: unknown): string {
  const text = (part: unknown) => textWith(leaves, part);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  const [[name, argument] = ['', undefined]] = Object.entries(value ?? {}) as [string, unknown][];
  switch (name) {
    case 'Ref': return leaves.ref(`${argument}`);
    case 'Fn::GetAtt': {
      const [id, ...attribute] = typeof argument === 'string' ? argument.split('.') : argument as string[];
      return leaves.attribute(id, attribute.join('.'));
    }
    case 'Fn::Join': {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map(text).join(separator);
    }
    case 'Fn::Sub': {
      const [template, values] = typeof argument === 'string' ? [argument, {}] : argument as [string, Record<string, unknown>];
      return template.replace(/\$\{([^}!]+)\}/g, (_, key: string) => {
        const [id, ...attribute] = key.split('.');
        if (values[key] !== undefined) return text(values[key]);
        return attribute.length > 0 ? leaves.attribute(id, attribute.join('.')) : leaves.ref(id);
      });
    }
    case 'Fn::Select': {
      const [index, from] = argument as [number, unknown];
      const split = (from as Record<string, unknown>)['Fn::Split'] as [string, unknown] | undefined;
      if (!split) return text((from as unknown[])[index]);
      return text(split[1]).split(split[0])[index] ?? leaves.other(name);
    }
    default: return leaves.other(name);
  }
}
