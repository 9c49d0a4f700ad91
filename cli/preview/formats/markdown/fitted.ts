/** A part of a comment: as it is, or a list of which as much is shown as there is room for. */
export type Part = string | List;

export interface List {
  readonly head: string;
  /** Whole lines, written only while there is room. */
  readonly items: readonly (() => string)[];
  readonly foot: string;
  /** What is said of those that are left out. */
  readonly left: (count: number) => string;
}

export interface Fitted {
  readonly text: string;
  /** How many items were left out. */
  readonly left: number;
}

/**
 * Parts one after the other, in so many bytes of UTF-8 at most.
 *
 * What is no list is never trimmed. Lists share what is left, so that a long one leaves room for those after it; what
 * some do not need goes to the others, the first of them first.
 */
export function fitted(parts: readonly Part[], limit: number): Fitted {
  const shown = parts.map((part) => (typeof part === 'string' ? part : new Shown(part)));
  const lists = shown.filter((part) => part instanceof Shown);
  let room = limit - sum(parts.map((part) => (typeof part === 'string' ? bytes(part) : 0)));
  for (const list of lists) room -= list.open(room);
  const share = Math.floor(room / Math.max(1, lists.length));
  for (const list of lists) room -= list.grow(share);
  for (const list of lists) room -= list.grow(room);
  return { text: shown.map((part) => `${part}`).join(''), left: sum(lists.map(({ left }) => left)) };
}

class Shown {
  private readonly list: List;
  private readonly lines: string[] = [];
  private isOpen = false;

  constructor(list: List) {
    this.list = list;
  }

  get left(): number {
    return this.list.items.length - this.lines.length;
  }

  /** Takes what its frame needs, if there is room for it. */
  open(room: number): number {
    const { head, foot, left, items } = this.list;
    // What is left out is counted in any case, so that room for it is never missing.
    const needed = bytes(head) + bytes(foot) + bytes(left(items.length));
    this.isOpen = needed <= room;
    return this.isOpen ? needed : 0;
  }

  /** Takes as many more items as have room. */
  grow(room: number): number {
    let taken = 0;
    while (this.isOpen && this.left > 0) {
      const line = this.list.items[this.lines.length]!();
      if (taken + bytes(line) > room) break;
      taken += bytes(line);
      this.lines.push(line);
    }
    return taken;
  }

  toString(): string {
    if (!this.isOpen) return '';
    const { head, foot, left } = this.list;
    return [head, ...this.lines, this.left > 0 ? left(this.left) : '', foot].join('');
  }
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
