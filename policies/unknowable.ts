/**
 * What a rule cannot read, and where: the answer is `unknown`, never `pass`.
 *
 * Thrown, it ends the judgement of one subject. A rule that has found something beside it returns it in its list.
 */
export class Unknowable extends Error {
  /** Always `Unknowable`. */
  override readonly name = 'Unknowable';
  /** The field that cannot be told. */
  readonly field: string;
  /** Id of the resource that cannot be read, where it is not the one that is judged. */
  readonly resource: string | undefined;
  /** What to do, as the end of a sentence, where it is something else than to write the field as Kubernetes reads it. */
  readonly fix: string | undefined;

  constructor(field: string, why: string, resource?: string, fix?: string) {
    super(why);
    this.field = field;
    this.resource = resource;
    this.fix = fix;
  }

  /** Whatever was thrown while a resource was read for the judgement of another one. */
  static in(resource: { readonly id: string }, error: unknown): Unknowable {
    const field = error instanceof Unknowable ? error.field : 'spec';
    return new Unknowable(field, error instanceof Error ? error.message : String(error), resource.id);
  }
}
