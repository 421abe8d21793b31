/** Text that stands in a page as it is. */
export class Markup {
  /** Takes text of our own, such as a style sheet. What came from elsewhere goes through `html`. */
  public static trusted(text: string): Markup {
    return new Markup(text);
  }

  private constructor(public readonly text: string) {}
}

/** What may stand in a template; nothing leaves no trace. */
export type Content = Markup | string | number | undefined | readonly Content[];

/** A template that escapes whatever is put into it, in text as in quoted attributes. */
export function html(literals: TemplateStringsArray, ...contents: Content[]): Markup {
  return Markup.trusted(literals.map((literal, i) => (i > 0 ? rendered(contents[i - 1]) : '') + literal).join(''));
}

function rendered(content: Content): string {
  if (content === undefined) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(rendered).join('');
  return escaped(String(content));
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' };

/** Control characters mean nothing in a page, and some parsers stumble over them. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]).replace(CONTROLS, '\ufffd');
}
