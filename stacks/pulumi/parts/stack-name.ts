/** What a stack is of. */
export interface StackOf {
  readonly environment: string;
  /** The part of it that the stack is. @default - the stack is all of it */
  readonly part?: string;
}

/** `production` is all of an environment, and `production.data.shop` a part of it. */
export function stackOf(stack: string, environments: readonly string[]): StackOf {
  const environment = environments
    .filter((name) => stack === name || stack.startsWith(`${name}.`))
    // Of `live` and `live.eu`, the one that says more.
    .reduce((longest, name) => (name.length > longest.length ? name : longest), '');
  if (environment === '' || environment === stack) return { environment: stack };
  return { environment, part: stack.slice(environment.length + 1) };
}
