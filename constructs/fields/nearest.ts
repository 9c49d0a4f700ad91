/** The known word that a mistyped one was meant to be; undefined if none is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  // A third of the letters wrong is a typing error; more is another word.
  const reach = Math.max(1, Math.floor(word.length / 3));
  const distances = [...known].map((candidate) => ({ candidate, distance: editDistance(word, candidate) }));
  const [best] = distances.sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= reach ? best.candidate : undefined;
}

/**
 * Letters to insert, delete, replace or swap with their neighbour (Damerau–Levenshtein, optimal string alignment). Case
 * counts for nothing: it is the commonest typing error.
 */
function editDistance(from: string, to: string): number {
  const [a, b] = [from.toLowerCase(), to.toLowerCase()];
  let earlier: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = isSwapped ? earlier[column - 2]! + 1 : replaced;
      current.push(Math.min(replaced, swapped, previous[column]! + 1, current[column - 1]! + 1));
    }
    earlier = previous;
    previous = current;
  }
  return previous[b.length]!;
}
