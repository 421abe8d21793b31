/** A list of whole numbers that grows without an object for each. */
export class Numbers {
  public length = 0;
  private values = new Int32Array(4096);

  public push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  public at(index: number): number {
    return this.values[index];
  }
}
