import type { IConstruct } from 'constructs';
import { invalid } from '../invalid';
import { value } from '../props/checks';
import type { PropCheck } from '../props/props';

/**
 * A kind of amount, and its units from the smallest on, each with what it counts.
 *
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
interface Measure {
  readonly name: string;
  readonly pattern: RegExp;
  readonly units: readonly (readonly [unit: string, size: bigint])[];
  readonly form: string;
}

// What `${number}` lets through and Kubernetes reads otherwise, such as 1e3Mi and 0x10Mi, is no match.
const NUMBER = String.raw`(\d+)(?:\.(\d+))?`;

const CPU: Measure = {
  name: 'CPU',
  pattern: new RegExp(`^${NUMBER}(m)$`),
  units: [
    ['m', 1n],
    ['', 1000n],
    ['k', 1000n ** 2n],
  ],
  form: "write thousandths of a core, whole ones, as in '250m'",
};

const BINARY = [
  ['', 1n],
  ['Ki', 1n << 10n],
  ['Mi', 1n << 20n],
  ['Gi', 1n << 30n],
  ['Ti', 1n << 40n],
  ['Pi', 1n << 50n],
] as const;

const MEMORY: Measure = {
  name: 'memory',
  pattern: new RegExp(`^${NUMBER}([MG]i)$`),
  units: BINARY,
  form: "write Mi or Gi that come to whole bytes, as in '512Mi'",
};

const STORAGE: Measure = {
  name: 'storage',
  pattern: new RegExp(`^${NUMBER}(Gi)$`),
  units: BINARY,
  form: "write Gi that come to whole bytes, as in '50Gi'",
};

/** CPU, as the API server keeps it. */
export function cpu(scope: IConstruct, text: string): string {
  return canonical(amount(scope, text, CPU), CPU);
}

/** Memory, as the API server keeps it. */
export function memory(scope: IConstruct, text: string): string {
  return canonical(memoryBytes(scope, text), MEMORY);
}

export function memoryBytes(scope: IConstruct, text: string): bigint {
  return amount(scope, text, MEMORY);
}

/** Disk, as the API server keeps it. */
export function storage(scope: IConstruct, text: string): string {
  return canonical(storageBytes(scope, text), STORAGE);
}

export function storageBytes(scope: IConstruct, text: string): bigint {
  return amount(scope, text, STORAGE);
}

function amount(scope: IConstruct, text: string, measure: Measure): bigint {
  const smallest = tryAmount(text, measure);
  if (smallest === undefined) throw invalid(scope, `has '${text}' for ${measure.name}`, measure.form);
  return smallest;
}

/** In the smallest unit, without a floating point that could round; undefined where it is no amount, or none. */
function tryAmount(text: string, { pattern, units }: Measure): bigint | undefined {
  const [, whole = '0', fraction = '', unit] = pattern.exec(text) ?? [];
  const size = units.find(([known]) => known === unit)?.[1] ?? 0n;
  const scaled = BigInt(`${whole}${fraction}`) * size;
  const scale = 10n ** BigInt(fraction.length);
  return scaled === 0n || scaled % scale !== 0n ? undefined : scaled / scale;
}

function check(measure: Measure): PropCheck {
  return value(measure.form, (text) => typeof text === 'string' && tryAmount(text, measure) !== undefined);
}

/** Props that are amounts, with the place of the prop in the error. */
export const AMOUNTS = { cpu: check(CPU), memory: check(MEMORY), storage: check(STORAGE) } as const;

/** In the largest unit that keeps it whole: any other spelling, 0.5Gi or 1024Mi, would come back from the API server as this one. */
function canonical(value: bigint, { units }: Measure): string {
  const [unit, size] = units.findLast(([, each]) => value % each === 0n)!;
  return `${value / size}${unit}`;
}
