import { colour as pc } from '../terminal/colour';
import { foldedLines } from '../terminal/folded';
import { jsonText } from '../terminal/json';
import { printable } from '../terminal/printable';
import type { Checked } from './checked';
import type { Finding } from './finding';

/** What all checks came to. */
export interface Diagnosis {
  readonly environment: string;
  /** The UID of the Namespace `kube-system` that the facts name. */
  readonly cluster: string;
  readonly checks: readonly Checked[];
  /** What was not looked at, because whoever asked said so. */
  readonly skipped: readonly string[];
  /** What else was left out, and why. @default - nothing */
  readonly notes?: readonly string[];
}

/** Whether everything is known, and as it should be. */
export function isInOrder({ checks }: Diagnosis): boolean {
  return checks.every(({ findings }) => findings.every(({ status }) => status === 'ok'));
}

const SHADES = { ok: pc.green, deviates: pc.red, unknown: pc.yellow } as const;

export function jsonOf(diagnosis: Diagnosis): string {
  return jsonText(diagnosis);
}

/** What has to be mended last, where a terminal still shows it; `fitting` is what is said of all that is in order. */
export function textOf(
  { environment, checks, skipped, notes = [] }: Diagnosis,
  fitting: string,
  width: number | undefined,
): string {
  const all = checks.flatMap(({ check, findings }) => findings.map((finding) => ({ check, finding })));
  const inOrder = (['ok', 'unknown', 'deviates'] as const).flatMap((status) =>
    all.filter(({ finding }) => finding.status === status),
  );
  const lines = [
    ...inOrder.map(({ check, finding }) => `  ${lineOf(check, finding)}`),
    ...skipped.map((check) => `  ${pc.yellow('left out')} ${check}: by --skip`),
    ...notes.map((note) => `  ${pc.yellow('left out')} ${printable(note)}`),
    `  ${environment}: ${tally(
      all.map(({ finding }) => finding),
      fitting,
    )} (${checks.length} checks)`,
  ];
  return `${foldedLines(lines, width).join('\n')}\n`;
}

/** What the cluster says may be anything: no name of it moves the cursor. */
function lineOf(check: string, { status, says, remedy }: Finding): string {
  return `${SHADES[status](status)} ${check}: ${printable(remedy === undefined ? says : `${says}; ${remedy}`)}`;
}

function tally(findings: readonly Finding[], fitting: string): string {
  const count = (status: Finding['status']) => findings.filter((one) => one.status === status).length;
  const [deviating, unknowns] = [count('deviates'), count('unknown')];
  return [
    pc.green(`${count('ok')} ${fitting}`),
    ...(deviating > 0 ? [pc.red(`${deviating} deviating`)] : []),
    ...(unknowns > 0 ? [pc.yellow(`${unknowns} unknown`)] : []),
  ].join(', ');
}
