import { z } from 'zod';
import { UserError } from '../../../../constructs/invalid';
import { list, loose, text } from '../../../manifests/shape';

const flag = z.boolean({ error: 'is not true or false; write one of them' }).nullish();

/** A resource as Pulumi writes it down, as far as it is read. */
const resource = loose({
  urn: text(),
  type: text(),
  custom: flag,
  /** A former one that is still to be deleted after it was replaced. */
  delete: flag,
  /** A former one that has been deleted already, and is to be made again. */
  pendingReplacement: flag,
  /** Read, and not Pulumi's to change. */
  external: flag,
  protect: flag,
  retainOnDelete: flag,
  ignoreChanges: list(text()).nullish(),
  parent: text().nullish(),
  dependencies: list(text()).nullish(),
  inputs: loose({}).nullish(),
});

export type StateResource = z.infer<typeof resource>;

/** What `pulumi stack export` prints. */
export const exported = loose({
  version: z.number({ error: 'is not a number; export the stack again' }),
  deployment: loose({
    resources: list(resource).nullish(),
    pending_operations: list(loose({ type: text(), resource })).nullish(),
  }),
});

const step = loose({
  op: text(),
  urn: text(),
  oldState: resource.nullish(),
  newState: resource.nullish(),
  diffReasons: list(text()).nullish(),
  replaceReasons: list(text()).nullish(),
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
});

export type Step = z.infer<typeof step>;

/** What `pulumi preview --json` and `pulumi refresh --preview-only --json` print. */
export const digest = loose({
  steps: list(step),
  /** How often it does what, whether or not it is among the steps. */
  changeSummary: z.record(z.string(), z.number({ error: 'is not a number; preview it again' })).nullish(),
  diagnostics: list(loose({ urn: text().nullish(), message: text(), severity: text() })).nullish(),
});

export type Digest = z.infer<typeof digest>;

/** Problems of one file that are told; more would hide what they have in common. */
const SHOWN = 20;

/** A value that has a shape. @throws UserError with what it has not, and how to write the file again. */
export function shaped<T extends z.ZodType>(shape: T, value: unknown, source: string, again: string): z.infer<T> {
  const { data, error } = shape.safeParse(value);
  if (error === undefined) return data as z.infer<T>;
  const problems = error.issues.map(
    ({ path, message }) => `${source}: ${pathOf(path)} ${message.split(';')[0]}; ${again}`,
  );
  const left = problems.length - SHOWN;
  throw new UserError(left > 0 ? [...problems.slice(0, SHOWN), `${source}: and ${left} more`] : problems);
}

function pathOf(path: readonly PropertyKey[]): string {
  return (
    path
      .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
      .join('')
      .slice(1) || 'it'
  );
}
