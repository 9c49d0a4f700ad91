import { type Cidr, contains, tryCidr } from '../../../constructs/network/cidr';

/** Addresses outside the cluster that no policy tells apart. */
export interface Outside {
  readonly kind: 'outside';
  /** The CIDR that holds them; unique among parties. */
  readonly id: string;
  readonly block: Cidr;
  /** The parts of it that are parties of their own, or pods. */
  readonly except: readonly Cidr[];
  /** One of them, which stands for all: whatever range it is in, they all are. */
  readonly example: bigint;
}

const EVERY_ADDRESS = ['0.0.0.0/0', '::/0'].map((text) => tryCidr(text)!);

/**
 * The addresses outside, cut at the edges of every range that a policy names.
 *
 * Two CIDRs either nest or are apart, so each piece is one of the ranges without the ranges inside it.
 */
export class OutsideWorld {
  readonly pieces: readonly Outside[];

  /** `pods` are the addresses of pods, which are parties already, if they are known. */
  constructor(ranges: readonly Cidr[], pods: readonly Cidr[] | undefined) {
    const all = [...ranges, ...(pods ?? EVERY_ADDRESS)];
    // Where pods are known to have no IPv6 address, only a policy that speaks of IPv6 makes it worth telling.
    const roots = EVERY_ADDRESS.filter(({ family }) => all.some((one) => one.family === family));
    this.pieces = cut(distinct([...roots, ...all]))
      .filter(({ block }) => !pods?.some((pod) => contains(pod, block)))
      .sort((a, b) => a.block.family - b.block.family || (a.example < b.example ? -1 : 1));
  }

  /** The pieces that are inside a range, and not in its exceptions. */
  within(range: Cidr, except: readonly Cidr[]): readonly Outside[] {
    const found: Outside[] = [];
    for (let index = this.firstIn(range); index < this.pieces.length; index++) {
      const piece = this.pieces[index]!;
      if (!holds(range, piece)) break;
      if (!except.some((block) => holds(block, piece))) found.push(piece);
    }
    return found;
  }

  /** By halving, as pieces are in order. */
  private firstIn({ family, first }: Cidr): number {
    let [low, high] = [0, this.pieces.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const { block, example } = this.pieces[middle]!;
      if (block.family < family || (block.family === family && example < first)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export function holds(range: Cidr, { block, example }: Outside): boolean {
  return range.family === block.family && range.first <= example && example <= range.last;
}

/** The same range may be written in several ways. */
function distinct(blocks: readonly Cidr[]): readonly Cidr[] {
  return [...new Map(blocks.map((block) => [`${block.family} ${block.first} ${block.last}`, block])).values()];
}

function cut(blocks: readonly Cidr[]): Outside[] {
  const inside = new Map<Cidr, Cidr[]>(blocks.map((block) => [block, []]));
  const open: Cidr[] = [];
  // Outer ranges first, so that the nearest one around a range is the last that is still open.
  const ordered = [...blocks].sort(
    (a, b) => a.family - b.family || compare(a.first, b.first) || compare(b.last, a.last),
  );
  for (const block of ordered) {
    while (open.length > 0 && !contains(open.at(-1)!, block)) open.pop();
    const around = open.at(-1);
    if (around !== undefined) inside.get(around)!.push(block);
    open.push(block);
  }
  return ordered.flatMap((block) => {
    const except = inside.get(block)!;
    const example = firstOutside(block, except);
    return example === undefined ? [] : [{ kind: 'outside', id: block.text, block, except, example } as const];
  });
}

/** The lowest address of a range that is in none of the ordered ranges inside it; nothing when they fill it. */
function firstOutside({ first, last }: Cidr, except: readonly Cidr[]): bigint | undefined {
  let candidate = first;
  for (const inner of except) {
    if (candidate < inner.first) break;
    candidate = inner.last + 1n;
  }
  return candidate <= last ? candidate : undefined;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
