import type { Face } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Block, coloured, line, plain } from '../../cards/parts.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import type { EventOf } from '../../history/events.ts';
import { nobodyHasReadCard, unreadNewsCard } from './cards.ts';
import { isNewsClock } from './part.ts';
import { type News, newsOf } from './state.ts';

/** News that came in after the decision, and whether somebody has read it. */
export const face: Face = {
  line(record, event) {
    const author = (id: string) => `By ${staffName(record, id)}, ${clockAndDay(event.at)}`;
    if (event.type === 'NewsRead') return { title: 'New information read', lines: [line(author(event.by))] };
    if (!isNewsClock(event)) return undefined;
    const late = event.late ? [line('Late: this could not be said in time', 'small')] : [];
    return { title: `New information NOT READ. Telling: ${whoIsTold(event)}`, lines: late };
  },
  blocks: (record) => newsBlocks(record),
  notice(record, event, pack, link, to) {
    if (isNewsClock(event))
      return to === record.author ? nobodyHasReadCard(record, pack) : unreadNewsCard(record, link, event);
    const index = record.events.indexOf(event);
    const news = newsOf(record.events).find((each) => each.index === index);
    return news && unreadNewsCard(record, link);
  },
};

const whoIsTold = ({ overdue }: EventOf<'ClockReached'>): string =>
  `all managers and the escalation contact${overdue ? '; the referrer is told to ring' : ''}`;

const newsWords: Record<News['what'], string> = {
  information: 'The referrer added something',
  check: 'The referrer added an indicator check',
  answer: 'The referrer answered a question',
  missing: 'The referrer says that the child is missing',
  written: 'The written referral has come',
};

/** On the card of a case: red until somebody has read the news, then who read it and when. */
export function newsBlocks(record: CaseRecord): Block[] {
  const all = newsOf(record.events);
  const unread = all.filter(({ read }) => !read);
  if (unread.length > 0)
    return [
      coloured('attention', [
        line('NEW INFORMATION since the decision. Nobody has read it yet.', 'bold'),
        ...unread.slice(-4).map(({ what, at }) => line(`${newsWords[what]}, ${clockAndDay(at)}`)),
        line(
          'Read it below, then press “I have read it”. Must something else be done now? A manager presses “Decide again”.',
        ),
      ]),
    ];
  const last = all.at(-1);
  if (!last?.read) return [];
  const who = staffName(record, last.read.by);
  return [plain([line(`New information of ${clockAndDay(last.at)}: read by ${who}, ${clockAndDay(last.read.at)}`)])];
}
