export type AlarmState = 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';

/** What a composite alarm says of the alarms it names. */
export type AlarmExpression = (stateOf: (alarm: string) => AlarmState) => boolean;

/**
 * The rule of a composite alarm: ALARM, OK and INSUFFICIENT_DATA of an alarm, TRUE, FALSE, NOT, AND, OR.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function alarmExpression(rule: string): AlarmExpression {
  const parser = new Parser(rule);
  return parser.whole();
}

class Parser {
  private readonly tokens: string[];

  constructor(private readonly rule: string) {
    this.tokens = rule.match(/"[^"]*"|[()]|[^\s()"]+/g) ?? [];
  }

  public whole(): AlarmExpression {
    const found = this.either();
    if (this.tokens.length > 0) this.fail();
    return found;
  }

  private either(): AlarmExpression {
    const parts = [this.both()];
    while (this.take('OR')) parts.push(this.both());
    return (stateOf) => parts.some((part) => part(stateOf));
  }

  private both(): AlarmExpression {
    const parts = [this.single()];
    while (this.take('AND')) parts.push(this.single());
    return (stateOf) => parts.every((part) => part(stateOf));
  }

  private single(): AlarmExpression {
    if (this.take('NOT')) {
      const inner = this.single();
      return (stateOf) => !inner(stateOf);
    }
    if (this.take('(')) {
      const inner = this.either();
      this.expect(')');
      return inner;
    }
    if (this.take('TRUE')) return () => true;
    if (this.take('FALSE')) return () => false;
    const state = this.tokens.shift();
    if (state !== 'ALARM' && state !== 'OK' && state !== 'INSUFFICIENT_DATA') return this.fail();
    this.expect('(');
    const alarm = (this.tokens.shift() ?? this.fail()).replace(/"/g, '');
    this.expect(')');
    return (stateOf) => stateOf(alarm) === state;
  }

  private take(token: string): boolean {
    if (this.tokens[0] !== token) return false;
    this.tokens.shift();
    return true;
  }

  private expect(token: string): void {
    if (!this.take(token)) this.fail();
  }

  private fail(): never {
    throw new Error(`cannot read ${this.rule} at "${this.tokens.join(' ')}"`);
  }
}
