import { isIP } from 'node:net';
import { Unknowable } from '../../unknowable';

/** A range of addresses of one family, as numbers, so that ranges can be compared. */
export interface Block {
  /** The one way to write it, of the several that there are. */
  readonly text: string;
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** @throws Unknowable when the text is no CIDR. */
export function blockOf(text: string, field: string): Block {
  const [address = '', length = '', ...rest] = text.split('/');
  // A zone is of one machine's interfaces (RFC 4007), and no range has one.
  const family = address.includes('%') ? 0 : isIP(address);
  const bits = family === 4 ? 32 : 128;
  const prefix = /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  if ((family !== 4 && family !== 6) || rest.length > 0 || !(prefix <= bits)) {
    throw new Unknowable(field, `'${text}' is no address range`);
  }
  const free = BigInt(bits - prefix);
  const first = (numberOf(address, family) >> free) << free;
  return { text: `${textOf(first, family)}/${prefix}`, family, first, last: first + (1n << free) - 1n };
}

/** One address, as the range of its own. */
export function hostBlock(address: string, field: string): Block {
  return blockOf(`${address}/${isIP(address) === 6 ? 128 : 32}`, field);
}

export function contains(outer: Block, inner: Block): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

export function overlaps(a: Block, b: Block): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

function numberOf(address: string, family: 4 | 6): bigint {
  if (family === 4) return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  // The last 32 bits may be written as IPv4 (RFC 4291, 2.2).
  const dotted = address.replace(/[\d.]+\.[\d.]+$/, (v4) => {
    const value = numberOf(v4, 4);
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  });
  const [head = '', tail] = dotted.split('::');
  const groups = (part: string) => part.split(':').filter((group) => group !== '');
  const [left, right] = [groups(head), groups(tail ?? '')];
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

function textOf(address: bigint, family: 4 | 6): string {
  const [count, bits] = family === 4 ? [4, 8n] : [8, 16n];
  const parts = Array.from({ length: count }, (_, index) =>
    BigInt.asUintN(Number(bits), address >> (bits * BigInt(count - 1 - index))),
  );
  if (family === 4) return parts.join('.');
  // A URL shortens an IPv6 address as RFC 5952 asks.
  return new URL(`http://[${parts.map((part) => part.toString(16)).join(':')}]`).hostname.slice(1, -1);
}
