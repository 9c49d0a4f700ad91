import { structuredPatch } from 'diff';
import { stringify } from 'yaml';
import type { FieldChange, PatchedField } from '../../../constructs';

/** One line of a difference: what it is about, what comes, what goes, what is otherwise, or what stays. */
export interface Line {
  readonly mark: '@' | '+' | '-' | '!' | ' ';
  readonly text: string;
}

/** Values that stand on one line together with the name of their field. */
const SHORT = 60;

/** Lines around a difference within a long text. */
const CONTEXT = 1;

/** A field that is not as it was, as a reviewer reads it. */
export function fieldLines({ field, steps, before, after }: FieldChange): readonly Line[] {
  if (steps.at(-1) === '[order]') return [{ mark: '!', text: `${field}: ${inOrder(before)} → ${inOrder(after)}` }];
  if (before === undefined) return isPatched(steps, after) ? patchLines('+', after) : valueLines('+', field, after);
  if (after === undefined) return isPatched(steps, before) ? patchLines('-', before) : valueLines('-', field, before);
  const [was, is] = [inOneLine(before), inOneLine(after)];
  if (was !== undefined && is !== undefined && was.length + is.length <= SHORT) {
    return [{ mark: '!', text: `${field}: ${was} → ${is}` }];
  }
  const inside = isLong(before) && isLong(after) ? textLines(before, after) : both(before, after);
  return [{ mark: '!', text: `${field}:` }, ...inside];
}

/** Something that is there on one side only. */
export function valueLines(mark: '+' | '-', name: string, value: unknown): readonly Line[] {
  const [field, inside] = innermost(name, value);
  const line = inOneLine(inside);
  if (line !== undefined) return [{ mark, text: `${field}: ${line}` }];
  return [{ mark, text: `${field}:` }, ...written(inside).map((text) => ({ mark, text: `  ${text}` }))];
}

/** The first field that says more than one thing: what an entry of a list is called stands in the name of the field. */
function innermost(name: string, value: unknown): readonly [name: string, value: unknown] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [name, value];
  const names = /\[([^\]]+=[^\]]+)\]$/.exec(name)?.[1]?.split(',') ?? [];
  const entries = Object.entries(value).filter(([key, inner]) => !names.includes(`${key}=${String(inner)}`));
  const [only, ...others] = entries;
  if (only === undefined) return [name, value];
  if (others.length > 0) return [name, Object.fromEntries(entries)];
  return innermost(`${name}${stepText(only[0])}`, only[1]);
}

function stepText(key: string): string {
  return /^[\w-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** Where somebody went past the props of a construct, and why. */
function patchLines(mark: '+' | '-', patches: readonly PatchedField[]): readonly Line[] {
  return patches.map(({ path, at, why }) => ({ mark, text: `patch of ${path} by ${at}: ${why}` }));
}

function isPatched(steps: readonly string[], value: unknown): value is readonly PatchedField[] {
  return steps.length === 1 && steps[0] === 'patched' && Array.isArray(value);
}

function both(before: unknown, after: unknown): readonly Line[] {
  const lines = (mark: '+' | '-', value: unknown) => written(value).map((text) => ({ mark, text: `  ${text}` }));
  return [...lines('-', before), ...lines('+', after)];
}

/** As YAML, which is what it is written and read in. */
function written(value: unknown): readonly string[] {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd().split('\n');
}

/** Undefined for what takes more lines than one. */
function inOneLine(value: unknown): string | undefined {
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) return undefined;
  const lines = written(value);
  return lines.length === 1 ? lines[0] : undefined;
}

function isLong(value: unknown): value is string {
  return typeof value === 'string' && value.trimEnd().includes('\n');
}

/** Where two texts of many lines differ. */
function textLines(before: string, after: string): readonly Line[] {
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: CONTEXT });
  return hunks.flatMap(({ lines }, index) => [
    ...(index === 0 ? [] : [{ mark: ' ' as const, text: '  …' }]),
    ...lines
      .filter((line) => !line.startsWith('\\'))
      .map((line) => ({ mark: markOf(line), text: `  ${line.slice(1)}` })),
  ]);
}

function markOf(line: string): Line['mark'] {
  return line.startsWith('+') ? '+' : line.startsWith('-') ? '-' : ' ';
}

function inOrder(names: unknown): string {
  return Array.isArray(names) ? names.join(', ') : String(names);
}
