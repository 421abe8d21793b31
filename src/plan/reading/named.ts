/** A name that a plan may have, made of what a back end calls something. */
export function named(text: string, otherwise: string, longest = 32): string {
  const name = text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+/, '').slice(0, longest).replace(/-+$/, '');
  return name || otherwise;
}

/** The same, where each name may stand only once: a number tells them apart. */
export class Names {
  private readonly taken = new Set<string>();

  public of(text: string, otherwise: string): string {
    const name = named(text, otherwise);
    let own = name;
    for (let i = 2; this.taken.has(own); i++) own = `${name.slice(0, 28)}-${i}`;
    this.taken.add(own);
    return own;
  }
}
