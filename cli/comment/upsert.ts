import type { Conversation } from './conversation';
import { isOurs } from './marker';

/** What became of a comment. */
export type Told = 'created' | 'updated' | 'unchanged';

/**
 * Says it in the one comment that is there, or in the first one.
 *
 * It may be tried again after any failure: what was created is found. Two runs at once may still make two comments, of
 * which the next run leaves the older one.
 */
export async function upsert(conversation: Conversation, key: string, body: string): Promise<Told> {
  const comments = await conversation.comments();
  const [first, ...doubles] = comments.filter((comment) => isOurs(comment, key, conversation.self));
  if (first === undefined) {
    await conversation.create(body);
    return 'created';
  }
  for (const { id } of doubles) await conversation.remove(id);
  if (first.body === body) return 'unchanged';
  await conversation.update(first.id, body);
  return 'updated';
}
