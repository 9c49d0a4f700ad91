/** Steps of something long, each said with what it took. */
export class Steps {
  private readonly log: (line: string) => void;

  constructor(log: (line: string) => void) {
    this.log = log;
  }

  async take<T>(what: string, step: () => Promise<T>): Promise<T> {
    const started = Date.now();
    const result = await step();
    this.log(`${what}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
    return result;
  }
}
