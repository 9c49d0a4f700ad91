import type { Comment } from './conversation';

/** What a comment of ours begins with and nobody sees. Another key is another comment on the same pull request. */
export function marker(key: string): string {
  return `<!-- dwcp preview: ${key} -->`;
}

/**
 * Whether a comment is the one to update: ours by its author, too.
 *
 * Everyone can write the marker. A comment of theirs that we filled they could edit afterwards, under our words.
 */
export function isOurs({ body, author }: Comment, key: string, self: string): boolean {
  return author === self && body.startsWith(marker(key));
}
