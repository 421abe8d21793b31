type Schema = Record<string, unknown>;

/**
 * A structural schema of a CustomResourceDefinition as JSON Schema. What the API server would drop in silence is refused:
 * every object that lists its fields is closed.
 */
export function closed(schema: Schema): Schema {
  const { properties, additionalProperties, items, pattern, nullable, ...rest } = schema;
  const result: Schema = {};
  for (const [key, value] of Object.entries(rest)) {
    if (!key.startsWith('x-') && !['description', 'format', 'default', 'example'].includes(key)) result[key] = value;
  }
  if (schema['x-kubernetes-int-or-string']) {
    delete result.type;
    delete result.anyOf;
    return { ...result, type: ['integer', 'string'], ...(typeof pattern === 'string' && { pattern: portable(pattern) }) };
  }
  if (properties) {
    result.properties = mapValues(properties as Record<string, Schema>, closed);
    if (additionalProperties === undefined && !schema['x-kubernetes-preserve-unknown-fields']) result.additionalProperties = false;
  }
  if (additionalProperties !== undefined) {
    result.additionalProperties = typeof additionalProperties === 'object' ? closed(additionalProperties as Schema) : additionalProperties;
  }
  if (items) result.items = closed(items as Schema);
  if (typeof pattern === 'string') result.pattern = portable(pattern);
  if (nullable && typeof result.type === 'string') result.type = [result.type, 'null'];
  return result;
}

/** Kargo evaluates `${{ }}` before it looks at the type, so an expression may stand for any scalar. */
export function withExpressions(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withExpressions);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $schema: _dialect, ...rest } = schema as Schema;
  const inner = mapValues(rest, withExpressions) as Schema;
  return ['integer', 'number', 'boolean'].includes(inner.type as string)
    ? { anyOf: [inner, { type: 'string', pattern: '^\\$\\{\\{.*\\}\\}$' }] }
    : inner;
}

/** Go's `(?i)`, written out, since JavaScript knows no such flag inside a pattern. */
function portable(pattern: string): string {
  if (!pattern.includes('(?i)')) return pattern;
  return pattern.replace(/\(\?i\)/g, '').replace(/\\.|[a-z]/gi, (part) => (part.length > 1 ? part : `[${part.toLowerCase()}${part.toUpperCase()}]`));
}

function mapValues<From, To>(record: Record<string, From>, to: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}
