import type { IResolver, ResolutionContext } from 'cdk8s';

/**
 * Finds Pulumi Outputs and promises in the tree.
 *
 * An Output in a template literal does not fail by itself: JavaScript prints Pulumi's advice about `toString` into the
 * manifest. So that advice is looked for as well. Recognised without loading Pulumi.
 */
export class OutputFinder implements IResolver {
  readonly problems: string[] = [];

  resolve(context: ResolutionContext): void {
    const what = deferred(context.value);
    if (what === undefined) return;
    this.report(context.obj.node.path, context.key, what);
    // Something harmless in its place, so that one pass finds them all.
    context.replaceValue('');
  }

  /** The same for values that cdk8s does not resolve. */
  search(path: string, key: readonly string[], value: unknown): void {
    const what = deferred(value);
    if (what !== undefined) this.report(path, key, what);
    else if (typeof value === 'object' && value !== null) {
      for (const [field, child] of Object.entries(value)) this.search(path, [...key, field], child);
    }
  }

  private report(path: string, key: readonly string[], what: string): void {
    this.problems.push(
      `'${path}' has ${what} at ${key.join('.')}; pass a name that is known beforehand, or declare the object in your Pulumi program`,
    );
  }
}

function deferred(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value.includes('on an [Output<T>]') ? 'a string with a Pulumi Output printed into it' : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if ('__pulumiOutput' in value && value.__pulumiOutput === true) return 'a Pulumi Output';
  return value instanceof Promise ? 'a promise' : undefined;
}
