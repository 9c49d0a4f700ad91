/** What each unit counts, as a factor and a divisor of nanos: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const UNITS: Readonly<Record<string, bigint>> = Object.fromEntries([
  ...['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'].map((unit, index) => [unit, 1000n ** BigInt(index)]),
  ...['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((unit, index) => [unit, (10n ** 9n) << (10n * BigInt(index + 1))]),
]) as Record<string, bigint>;

/** A quantity in nanos, so that two that mean the same are equal; undefined for what is none. */
export function nanosOf(quantity: unknown): bigint | undefined {
  if (typeof quantity !== 'string' && typeof quantity !== 'number') return undefined;
  const [, sign, whole, fraction = '', unit = '', exponent] =
    /^([+-]?)(\d+)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,2}))?$/.exec(`${quantity}`) ?? [];
  if (whole === undefined) return undefined;
  const power = 9n + BigInt(exponent ?? 0) - BigInt(fraction.length);
  const size = exponent === undefined ? UNITS[unit]! : 10n ** 9n;
  const digits = BigInt(`${whole}${fraction}`);
  const nanos =
    exponent === undefined
      ? (digits * size) / 10n ** BigInt(fraction.length)
      : power >= 0n
        ? digits * 10n ** power
        : digits / 10n ** -power;
  return sign === '-' ? -nanos : nanos;
}

/** Whether a field of an object is a quantity, by the steps that lead to it. */
export function isQuantity(steps: readonly string[]): boolean {
  const [above, parent, field] = steps.slice(-3);
  if (parent === 'limits' || parent === 'requests') return above === 'resources';
  if (parent === 'hard' || parent === 'capacity') return true;
  return field === 'sizeLimit' || field === 'averageValue' || (parent === 'storage' && field === 'size');
}
