/** What would begin or end markup, and what would become a mention, a reference or a link. */
const MARKUP = /[\\`*_[\]<>|~&$]|[@#](?=\w)|:(?=\/\/)|www(?=\.)/gi;

/** Text that Markdown shows as it is: nothing comes of it but the text, and it stays in its cell of a table. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(MARKUP, (found) => (/^(?:[@#:]|www)$/i.test(found) ? `${found}&#8203;` : `\\${found}`));
}
