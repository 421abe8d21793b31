/** A data point; undefined: it is missing. */
type Point = number | undefined;

/** What arithmetic makes of a missing data point. AWS does not say it, so what is shown is shown for each. */
export type Missing = 'is missing' | 'is zero';

/**
 * Evaluates metric math, as far as alarms of ours use it: one data point of each metric.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function metricMath(expression: string, metrics: Record<string, Point>, missing: Missing): Point {
  return new Evaluation(expression.match(/\d+(?:\.\d+)?|\w+|>=|<=|[-+*/^(),<>]/g) ?? [], metrics, missing).value();
}

class Evaluation {
  private at = 0;

  constructor(private readonly tokens: string[], private readonly metrics: Record<string, Point>, private readonly missing: Missing) {}

  public value(): Point {
    const value = this.sum();
    if (this.at < this.tokens.length) throw new Error(`unexpected ${this.tokens[this.at]}`);
    return value;
  }

  private sum(): Point {
    let left = this.product();
    while (this.next('+', '-')) left = this.combine(this.take(), left, this.product());
    return left;
  }

  private product(): Point {
    let left = this.factor();
    while (this.next('*', '/')) left = this.combine(this.take(), left, this.factor());
    return left;
  }

  private factor(): Point {
    const token = this.take();
    if (token === '(') return this.closed(this.sum());
    if (/^\d/.test(token)) return Number(token);
    if (!this.next('(')) return this.metric(token);
    this.take();
    if (token === 'LOG') {
      const of = this.closed(this.sum());
      return of === undefined ? undefined : Math.log(of);
    }
    if (token !== 'FILL') throw new Error(`no function ${token}`);
    const filled = this.metric(this.take());
    this.expect(',');
    const otherwise = this.closed(this.sum());
    return filled ?? otherwise;
  }

  private closed(value: Point): Point {
    this.expect(')');
    return value;
  }

  private metric(id: string): Point {
    if (!(id in this.metrics)) throw new Error(`no metric ${id}`);
    return this.metrics[id];
  }

  private combine(operator: string, left: Point, right: Point): Point {
    if (this.missing === 'is missing' && (left === undefined || right === undefined)) return undefined;
    const [a, b] = [left ?? 0, right ?? 0];
    switch (operator) {
      case '+': return a + b;
      case '-': return a - b;
      case '*': return a * b;
      // division by zero has no data point
      default: return b === 0 ? undefined : a / b;
    }
  }

  private next(...tokens: string[]): boolean {
    return tokens.includes(this.tokens[this.at]);
  }

  private take(): string {
    return this.tokens[this.at++];
  }

  private expect(token: string): void {
    if (this.take() !== token) throw new Error(`expected ${token}`);
  }
}
