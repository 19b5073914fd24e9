import { clock, clockAndDay } from '../../cards/london.ts';
import { type Card, coloured, line, noticeCard, plain, referrerCard, ring } from '../../cards/parts.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import type { EventOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { newsReadButton } from './buttons.ts';
import { newsOf, unreadNews } from './state.ts';
import { newsReadHere } from './verbs.ts';

/**
 * Tells one person in their own chat that news waits to be read. Shows the reference and times, and no fact about the
 * child.
 */
export function unreadNewsCard(record: CaseRecord, link: string | undefined, event?: EventOf<'ClockReached'>): Card {
  const { id, events } = record;
  const [first] = unreadNews(events);
  const since = first ? clockAndDay(first.at) : '';
  return noticeCard({
    summary: `${id}: NEW INFORMATION, not read${event ? ` since ${first ? clock(first.at) : ''}` : ' yet'}`,
    heading: id,
    badges: [{ text: 'NEW INFORMATION', style: 'Attention' }],
    blocks: [
      coloured(
        'attention',
        [
          line('NEW INFORMATION on a decided case', 'bold'),
          line(`It came at ${since}. ${event ? 'Nobody has read it yet.' : 'It stands in the channel.'}`),
        ],
        'Small',
      ),
    ],
    lines: [
      line('Read it in the channel first. “I have read it” puts your name on it, and the referrer sees when.'),
      ...(event ? [line('You cannot open the channel? Ring a MASH manager.')] : []),
    ],
    buttons: newsReadButton(record, newsReadHere),
    link,
  });
}

/** Replaces that message after a press: shows who has read the news, or that more has come since. */
export function newsReadCard(record: CaseRecord, link: string | undefined): Card {
  const last = newsOf(record.events).at(-1);
  if (last && !last.read) return unreadNewsCard(record, link);
  const who = last?.read && staffName(record, last.read.by);
  const words = last?.read
    ? `✓  Read by ${who}, ${clockAndDay(last.read.at)}`
    : 'Nothing new has come in since the decision.';
  return noticeCard({
    summary: `${record.id}: nothing is unread`,
    heading: record.id,
    lines: [line(words, 'bold', 'Small')],
    link,
  });
}

/** Tells the referrer to ring, because nobody at the MASH has read their news. */
export function nobodyHasReadCard({ id }: CaseRecord, pack: Pack): Card {
  const { urgent, outOfHours } = pack.phones;
  return referrerCard({
    summary: `${id}: please ring ${urgent}`,
    top: [line(id, 'bold')],
    heading: 'Please ring now',
    blocks: [
      coloured('attention', [
        line('Nobody at the MASH has told me they have read this.', 'bold'),
        ...ring('Ring Children’s Services:', urgent, 'large'),
        ...(outOfHours === urgent ? [] : ring('When it is shut:', outOfHours, 'large')),
        line(`Ask for the MASH. Your reference is ${id}.`, 'plain', 'Small'),
      ]),
      plain([line('I mean what you told them after their decision. Your receipt shows when somebody has read it.')]),
    ],
    emergency: pack.emergency,
  });
}
