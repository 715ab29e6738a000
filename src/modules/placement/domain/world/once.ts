/** A value that is made when it is asked for, and again after it was forgotten. */
export class Once<Value> {
  private made: { value: Value } | undefined;

  constructor(private readonly make: () => Value) {}

  value(): Value {
    this.made ??= { value: this.make() };
    return this.made.value;
  }

  forget(): void {
    this.made = undefined;
  }
}
