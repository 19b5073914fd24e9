import { type Button, button } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import { newsOf, unreadNews } from './state.ts';
import type { newsRead, newsReadByTeam, newsReadHere } from './verbs.ts';

/** “I have read it”, for everything that has come in so far. No button when all of it was read. */
export function newsReadButton(
  { id, events }: Pick<CaseRecord, 'id' | 'events'>,
  verb: typeof newsRead | typeof newsReadByTeam | typeof newsReadHere,
): Button[] {
  if (unreadNews(events).length === 0) return [];
  return [
    button(
      verb as typeof newsRead,
      'I have read it',
      { case: id, revision: newsOf(events).length },
      { style: 'positive' },
    ),
  ];
}
