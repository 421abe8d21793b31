/** A line, and what it is called. */
export interface Line {
  readonly label: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly isDashed?: boolean;
}

export interface LinePlot {
  readonly title: string;
  readonly xTitle: string;
  readonly xTicks: readonly (readonly [x: number, label: string])[];
  /** From 0 to 1. */
  readonly yTitle: string;
  readonly lines: readonly Line[];
  /** From where to where the x axis reaches. */
  readonly xRange: readonly [number, number];
}

const [WIDTH, HEIGHT] = [720, 360];
const [LEFT, RIGHT, TOP, BOTTOM] = [64, 150, 44, 52];
/** Told apart by people who see colours otherwise, too (Okabe, Ito). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00'];

/** A picture of probabilities that needs nothing to be seen: no script, no font, no style of the page. */
export function linePlot({ title, xTitle, xTicks, yTitle, lines, xRange: [from, to] }: LinePlot): string {
  const x = (value: number) => round(LEFT + (value - from) / (to - from) * (WIDTH - LEFT - RIGHT));
  const y = (value: number) => round(HEIGHT - BOTTOM - value * (HEIGHT - TOP - BOTTOM));
  const text = (at: [number, number], content: string, more = '') => `<text x="${at[0]}" y="${at[1]}" ${more}>${content}</text>`;
  const horizontal = [0, 0.2, 0.4, 0.6, 0.8, 1].flatMap((value) => [
    `<path d="M${LEFT} ${y(value)}H${WIDTH - RIGHT}" stroke="#d0d7de"/>`, text([LEFT - 8, y(value) + 4], `${Math.round(100 * value)} %`, 'text-anchor="end"'),
  ]);
  const vertical = xTicks.map(([value, label]) => text([x(value), HEIGHT - BOTTOM + 20], label, 'text-anchor="middle"'));
  const drawn = lines.flatMap(({ label, points, isDashed }, i) => {
    const stroke = `fill="none" stroke="${COLOURS[i]}" stroke-width="2"${isDashed ? ' stroke-dasharray="6 4"' : ''}`;
    const legend = TOP + 8 + 22 * i;
    return [
      `<path d="M${points.map(([a, b]) => `${x(a)} ${y(b)}`).join('L')}" ${stroke}/>`,
      `<path d="M${WIDTH - RIGHT + 12} ${legend}h24" ${stroke}/>`, text([WIDTH - RIGHT + 42, legend + 4], label),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" font-family="sans-serif" font-size="13" fill="#1f2328">`,
    `<title>${title}</title>`, '<rect width="100%" height="100%" fill="#ffffff"/>',
    text([LEFT, 24], title, 'font-weight="bold"'), ...horizontal, ...vertical,
    text([(LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12], xTitle, 'text-anchor="middle"'),
    text([0, 0], yTitle, `text-anchor="middle" transform="translate(16 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)"`), ...drawn, '</svg>', '',
  ].join('\n');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
