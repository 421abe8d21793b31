/** A field, and where it begins; both counted from one. */
export interface CsvField {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a text, and where. */
export class CsvError extends Error {
  constructor(public readonly line: number, public readonly column: number, reason: string) {
    super(reason);
  }
}

/**
 * Records of comma-separated values. Empty lines are none.
 * @throws CsvError where a quoted field does not end, or does not end with its quotation mark
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function csvRecords(text: string): CsvField[][] {
  return new CsvText(text).records();
}

class CsvText {
  private at = 0;
  private line = 1;
  private lineStart = 0;

  constructor(private readonly text: string) {}

  public records(): CsvField[][] {
    const records: CsvField[][] = [];
    while (this.at < this.text.length) {
      const record = this.record();
      if (record.length > 1 || record[0].text !== '') records.push(record);
    }
    return records;
  }

  private record(): CsvField[] {
    const fields = [this.field()];
    while (this.text[this.at] === ',') {
      this.at++;
      fields.push(this.field());
    }
    if (this.text[this.at] === '\r') this.at++;
    if (this.at < this.text.length) this.newLine();
    return fields;
  }

  private field(): CsvField {
    const { line, column } = this;
    return { line, column, text: this.text[this.at] === '"' ? this.quoted() : this.plain() };
  }

  private plain(): string {
    const from = this.at;
    while (this.at < this.text.length && !',\n'.includes(this.text[this.at]) && !this.text.startsWith('\r\n', this.at)) {
      if (this.text[this.at] === '"') throw new CsvError(this.line, this.column, 'a quotation mark within a field that does not begin with one');
      this.at++;
    }
    return this.text.slice(from, this.at);
  }

  private quoted(): string {
    const { line, column } = this;
    let value = '';
    for (this.at++; this.text[this.at] !== '"' || this.text[this.at + 1] === '"'; this.at++) {
      if (this.at >= this.text.length) throw new CsvError(line, column, 'a quotation mark that nothing closes');
      value += this.text[this.at];
      // two of them stand for one
      if (this.text[this.at] === '"') this.at++;
      if (this.text[this.at] === '\n') this.newLine(0);
    }
    this.at++;
    if (this.at < this.text.length && !',\r\n'.includes(this.text[this.at])) throw new CsvError(this.line, this.column, 'text behind a closing quotation mark');
    return value;
  }

  private get column(): number {
    return this.at - this.lineStart + 1;
  }

  private newLine(past = 1): void {
    this.lineStart = this.at + 1;
    this.at += past;
    this.line++;
  }
}
