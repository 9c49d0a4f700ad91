const CONJUNCTION = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return CONJUNCTION.format(words);
}

/** Names that are read at one glance. */
const FEW = 5;

/** `a, b`, or `a, b and 3 more`. */
export function fewOf(words: readonly string[], few = FEW): string {
  const left = words.length - few;
  return left > 0 ? `${words.slice(0, few).join(', ')} and ${left} more` : words.join(', ');
}

/** `1 gate`, `2 gates`. */
export function countOf(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

/** With a capital, as a sentence begins. */
export function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** As it stands within a sentence; `RBAC` stays what it is. */
export function uncapital(text: string): string {
  return text.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
}

/** Its beginning, as far as the last word that has room. */
export function cut(text: string, room: number): string {
  if (text.length <= room) return text;
  const start = text.slice(0, room);
  const space = start.lastIndexOf(' ');
  return `${start.slice(0, space > 0 ? space : room)} …`;
}
