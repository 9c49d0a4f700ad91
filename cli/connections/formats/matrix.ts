import { colour as pc } from '../../terminal/colour';
import type { Row, Section } from '../overview';
import { shortPortsText } from '../ports';

/** As many columns as a screen is wide. */
const WORKLOADS = 12;
const CELL = 11;

/** Who can call whom, a row for each caller and a column for each target; nothing when it would not fit. */
export function matrix(workloads: readonly string[], sections: readonly Section[]): string[] {
  if (workloads.length < 2 || workloads.length > WORKLOADS) return [];
  const cells = new Map<string, string>();
  for (const { key, rows } of sections) {
    for (const row of rows) cells.set(`${row.from}\n${row.to}`, cellOf(row, key === 'undeclared', cells));
  }
  const numbers = workloads.map((_, index) => `${index + 1}`);
  const names = workloads.map((name, index) => `${numbers[index]!.padStart(2)} ${name}`);
  const left = Math.max(...names.map(({ length }) => length));
  const grid = workloads.map((from) => workloads.map((to) => cells.get(`${from}\n${to}`) ?? CLOSED));
  const widths = numbers.map((number, column) => Math.max(number.length, ...grid.map((row) => row[column]!.length)));
  const line = (head: string, row: readonly string[]) =>
    `  ${head.padEnd(left)}  ${row.map((cell, column) => cell.padStart(widths[column]!)).join('  ')}`;
  return [
    pc.bold('Who can call whom') +
      pc.dim(`  row → column; ports are TCP unless they say otherwise; ${CLOSED} is closed`),
    pc.dim(line('', numbers)),
    ...grid.map((row, index) => line(names[index]!, row)),
  ];
}

const CLOSED = '·';

/** Ports in the width of a cell; the list below the matrix has them all. `?` may be open, `!` is not declared. */
function cellOf({ from, to, ports, outcome }: Row, undeclared: boolean, cells: ReadonlyMap<string, string>): string {
  const before = cells.get(`${from}\n${to}`);
  const text = `${shortPortsText(ports)}${outcome === 'unknown' ? '?' : ''}${undeclared ? '!' : ''}`;
  const both = before === undefined ? text : `${before} ${text}`;
  return both.length <= CELL ? both : 'several';
}
