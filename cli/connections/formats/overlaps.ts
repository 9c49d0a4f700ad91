/** The extent of an outline, in the units of its picture. */
type Extent = readonly [left: number, right: number, top: number, bottom: number];

/** A box or a frame as Graphviz draws it: a group of its class, whose first outline is its own. */
const GROUP =
  /<g id="[^"]*" class="(node|cluster)[ "](?:(?!<g id=)[\s\S])*?<(?:path|polygon)[^>]* (?:points|d)="([^"]*)"/g;

/** Whether any two boxes of a picture cover the same place, or any two frames: what is drawn there cannot be read. */
export function hasOverlaps(svg: string): boolean {
  const found: Readonly<Record<string, Extent[]>> = { node: [], cluster: [] };
  for (const [, kind = '', outline = ''] of svg.matchAll(GROUP)) found[kind]!.push(extentOf(outline));
  return Object.values(found).some(anyOverlap);
}

function extentOf(outline: string): Extent {
  const extent: [number, number, number, number] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [index, number] of (outline.match(/-?[\d.]+/g) ?? []).map(Number).entries()) {
    const at = 2 * (index % 2);
    extent[at] = Math.min(extent[at]!, number);
    extent[at + 1] = Math.max(extent[at + 1]!, number);
  }
  return extent;
}

/** By their left sides, so that only those that may meet are compared. */
function anyOverlap(extents: readonly Extent[]): boolean {
  const sorted = [...extents].sort(([a], [b]) => a - b);
  return sorted.some(([, right, top, bottom], index) => {
    for (let next = index + 1; next < sorted.length && sorted[next]![0] < right; next++) {
      if (sorted[next]![2] < bottom && top < sorted[next]![3]) return true;
    }
    return false;
  });
}
