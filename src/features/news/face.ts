import { badge } from '../../cards/badges.ts';
import type { Face, SentCase, TeamFace } from '../../cards/face.ts';
import { clock, clockAndDay } from '../../cards/london.ts';
import { type Block, coloured, type Line, line, plain } from '../../cards/parts.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { newsReadButton } from './buttons.ts';
import { type News, newsOf, unreadNews } from './state.ts';
import { newsRead, newsReadByTeam } from './verbs.ts';

const badges = ({ record: { events } }: SentCase) => (unreadNews(events).length > 0 ? [badge.news] : []);

/** News that came in after the decision, and whether somebody has read it. */
export const face: Face = {
  summary: ({ record: { id, events } }) =>
    unreadNews(events).length > 0 ? `${id} is decided, NEW INFORMATION` : undefined,
  badges,
  blocks: ({ record }) => newsBlocks(record),
  buttons: { newsRead: ({ record }) => newsReadButton(record, newsRead).at(0) },
};

/** The same for the Assessment team. */
export const teamFace: TeamFace = {
  badges,
  news: ({ record }) => newsBlocks(record),
  buttons: { newsRead: ({ record }) => newsReadButton(record, newsReadByTeam).at(0) },
};

const newsWords: Record<News['event'], string> = {
  InformationAdded: 'The referrer added something',
  CheckAdded: 'The referrer added an indicator check',
  QuestionAnswered: 'The referrer answered a question',
  ChildMissing: 'The referrer says that the child is missing',
  ReferralSubmitted: 'The written referral has come',
};

/** On the card of a case: red until somebody has read the news, then who read it and when. */
function newsBlocks(record: CaseRecord): Block[] {
  const all = newsOf(record.events);
  const unread = all.filter(({ read }) => !read);
  if (unread.length > 0)
    return [
      coloured('attention', [
        line('NEW INFORMATION since the decision. Nobody has read it yet.', 'bold'),
        ...unread.slice(-4).map(({ event, at }) => line(`${newsWords[event]}, ${clockAndDay(at)}`)),
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

/** Whether somebody has read the referrer's latest news after the decision. It does not say who. */
export function newsStep({ record, referral }: SentCase): Line[] {
  const news = referral.status === 'decided' ? newsOf(record.events).at(-1) : undefined;
  if (!news) return [];
  const { at, read } = news;
  const words = read
    ? `✓  What you told us at ${clock(at)}: read at ${clockAndDay(read.at)}`
    : `○  What you told us at ${clock(at)}: not read yet`;
  return [line(words, 'plain', 'Small')];
}
