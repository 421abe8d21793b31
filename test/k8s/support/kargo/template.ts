import { valueOf } from './expression';
import { transcribed } from './transcript';

/** What Kargo makes of a value in a step: a text that holds expressions becomes whatever the result reads like. */
export function filledIn(value: unknown, environment: Record<string, unknown>): unknown {
  return transcribed(true, value, environment, (heard) => filledInValue(value, heard));
}

function filledInValue(value: unknown, environment: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => filledInValue(item, environment));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filledInValue(item, environment)]));
  }
  return typeof value === 'string' ? filledInText(value, environment) : value;
}

function filledInText(template: string, environment: Record<string, unknown>): unknown {
  if (!template.includes('${{')) return template;
  const text = template.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const result = valueOf(expression, { ...environment, quote: quoted });
    return typeof result === 'string' ? result : JSON.stringify(result ?? null);
  });
  if (text.length > 1 && text.startsWith('"') && text.endsWith('"')) return text.slice(1, -1);
  if (text !== '' && !Number.isNaN(Number(text))) return Number(text);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function quoted(value: unknown): string {
  return `"${typeof value === 'string' ? value : JSON.stringify(value)}"`;
}
