import type { NoticeView } from '../../src/cards/meaning.ts';
import type { Card } from '../../src/cards/parts.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { meaningOf } from '../../src/views/slots.ts';

/** The notices that the owner of an event sends about it, as one person sees them. */
export const noticesOf = (event: CaseEvent, view: NoticeView): Card[] =>
  Object.values(meaningOf(event).notices ?? {}).map(({ card }) => card(event, view));

export const hasLine = (event: CaseEvent): boolean => meaningOf(event).line !== 'none';
