import { badge, caseNotice } from '../../cards/about-case.ts';
import { withRight } from '../../cards/added.ts';
import type { Face, SentCase, TeamFace } from '../../cards/face.ts';
import { heightOf } from '../../cards/fitted.ts';
import { type Guess, guessBlock, guessButtons, guessParts, guessQuoted, guessTitle } from '../../cards/in-short.ts';
import { backSince, leavesAt, leavesWords, leavingsOf, thereSince } from '../../cards/leaving.ts';
import { clock, clockAndDay, counted } from '../../cards/london.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import {
  type Block,
  type Card,
  capitalised,
  coloured,
  excerpt,
  type Line,
  line,
  mainButton,
  plain,
  spacedBoldLine,
  spacedSmallLine,
} from '../../cards/parts.ts';
import { cardAbout, ringTheMash } from '../../cards/to-referrer.ts';
import { answerGuess } from '../../cards/verbs.ts';
import { heldAddresses } from '../../case/held.ts';
import { isAbout, isToldAsNews, type News, newsOf, newsSinceDecision, unreadNews } from '../../case/news.ts';
import type { OutboxMessage } from '../../case/outbox.ts';
import { type CaseRecord, staffName, textIn } from '../../case/record.ts';
import { allocatedTo, isTaken } from '../../case/referral.ts';
import { submitted } from '../../case/standing.ts';
import { leavesSightBeforeDue } from '../../case/up-next.ts';
import { isUrgent } from '../../case/urgent.ts';
import { type CaseEvent, saidName } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { deniesLeft, usableTime, useTimeButton } from '../leaving-time/state.ts';
import { kindsInWords } from './hearing.ts';
import { openGuesses } from './rules.ts';
import { newsRead } from './verbs.ts';

/** “I have read it”, for everything that has come in so far. No button when all of it was read. */
const newsReadButton = ({ id, events }: CaseRecord) =>
  unreadNews(events).length > 0 &&
  mainButton(newsRead, 'I have read it', { case: id, revision: newsOf(events).length });

const nameOf = ({ events }: CaseRecord, { index }: News) => saidName(events[index] as CaseEvent);

/** “Show the words”: of what nobody has read, and those that may say so. Without words there is nothing to show: it can be read as it stands. */
function showButton(record: CaseRecord, guess: Guess | undefined) {
  const all = unreadNews(record.events).map((each) => nameOf(record, each));
  const said = guess?.said ?? all.findLast((name) => name && textIn(record, name) !== '');
  return said
    ? mainButton(answerGuess, 'Show the words', { case: record.id, said, is: 'show' })
    : newsReadButton(record);
}

const mostHigh = 600; // px of words on a card in somebody’s own chat
const mostShown = 30;

/** What nobody has read, the newest first, as much as there is room for. */
function unreadShown(record: CaseRecord, asked: Guess | undefined): { news: News; line: Line }[] {
  const newest = unreadNews(record.events)
    .toReversed()
    .slice(0, mostShown)
    .map((news) => {
      const { at, typedAt = at } = news;
      const name = nameOf(record, news) ?? '';
      const words = excerpt(textIn(record, name), 500);
      const said = words ? `${clockAndDay(typedAt)}: “${words}”` : `${clockAndDay(at)}: ${wordsOf(record, news)}`;
      return { news, line: withRight(record, name, said, name === asked?.said ? 'bold' : 'plain') };
    });
  const fits = (count: number) => heightOf([plain(newest.slice(0, count).map((each) => each.line))]) <= mostHigh;
  return newest.filter((_, at) => at === 0 || fits(at + 1));
}

/**
 * What nobody has read, for the person who asked for it; and whether what words may say is so. “I have read it” is of no more than
 * stands here. @param said the words that they are asked about first
 * @returns undefined if there is nothing to show
 */
export function unreadCard({ record, link, pack }: NewsView, said: string): Card | undefined {
  const { id, events } = record;
  const all = openGuesses(record, pack);
  const guess = all.find((each) => each.said === said) ?? all.at(-1);
  const shown = unreadShown(record, guess);
  const [newest] = shown;
  if (!guess && !newest) return undefined;
  const more = unreadNews(events).length - shown.length;
  const isThere = shown.some(({ news }) => nameOf(record, news) === guess?.said);
  return caseNotice(id, {
    lines: [
      guess && line(guessTitle(guess), 'bold'),
      guess && !isThere && guessQuoted(record, guess),
      all.length > 1 && `${counted(all.length - 1, 'other message')} may say such a thing, too.`,
      newest && spacedSmallLine('Not read yet, the newest first'),
      shown.map((each) => ({ ...each.line, spacing: 'Small' as const })),
      more > 0 && spacedBoldLine(`${more} more, not read yet: in the thread, and here after these.`),
    ],
    buttons: [
      guess && guessButtons(record, guess),
      newest &&
        mainButton(newsRead, 'I have read it', {
          case: id,
          revision: newest.news.number,
          from: shown.at(-1)?.news.number,
        }),
    ],
    link,
  });
}

/** The last words that may say so: in somebody’s own chat without them, and on the card of the case with them. */
const guessOn = (record: CaseRecord, pack: Pack) => guessParts(record, openGuesses(record, pack).at(-1));
function guessOnCard(record: CaseRecord, pack: Pack): Block[] {
  const all = openGuesses(record, pack);
  const before = all.length - 1;
  const more = before > 0 && `${counted(before, 'message')} before it may say such a thing, too.`;
  return all.slice(-1).map((guess) => guessBlock(record, guess, [more]));
}

type NewsView = Pick<NoticeView, 'record' | 'link' | 'pack' | 'instead'> & Partial<Pick<NoticeView, 'to'>>;

/** The news that a ring lists: that a time is not right, and that they must be rung, only the ring of that. The time says it from then on. */
const toldIn = (record: CaseRecord, unread: News[], about?: CaseEvent) =>
  unread.filter(({ event, index }) => {
    const { [index]: said } = record.events;
    if (said?.type === 'AddressesHeld')
      return heldAddresses(record).some(({ number }) => said.numbers.includes(number));
    const isNewer = !about || about.type === 'ClockReached' || index >= record.events.indexOf(about);
    return event !== 'LeavingTimeChecked' || (isNewer && !(said && deniesLeft(record, said))); // a line says that they are there
  });

/**
 * Tells one person in their own chat that news waits to be read, and who has the case, or that all was read. Shows the
 * reference, what kind of news it is, and times; and no fact about the child.
 * @param about what happened, or the mark of the clock. `isLate`: nobody has read it in time
 */
export function newsCard(
  { record, link, pack, instead, to }: NewsView,
  { about, isLate = false }: { about?: CaseEvent; isLate?: boolean } = {},
): Card {
  const { id, events } = record;
  const unread = unreadNews(events);
  const [first] = unread;
  if (!first) return readNewsCard(record, link, pack);
  const since = clock(first.at);
  const referral = submitted(record);
  const holder = allocatedTo(referral);
  const usable = usableTime(events);
  const other = usable?.isBelieved ? undefined : usable;
  const guess = instead === 'administrators' ? undefined : openGuesses(record, pack).at(-1);
  const kinds = about && kindsInWords(record, unread, { about, to, pack });
  return caseNotice(id, {
    summary: `: ${kinds ? `${kinds}. ` : ''}NEW INFORMATION, not read${isLate ? ` since ${since}` : ' yet'}`,
    badges: [isUrgent(record, pack) && badge.urgent, badge.news],
    blocks: [
      coloured(
        'attention',
        [
          kinds && line(kinds, 'bold'),
          line(`NEW INFORMATION since ${since}${isLate ? '. Nobody has read it yet.' : ''}`, 'bold'),
          kindsOf(toldIn(record, unread, about)),
          holder && isTaken(referral)
            ? `${capitalised(staffName(record, holder))} has the case.`
            : 'Nobody has taken the case.',
          leavesSightBeforeDue(referral) &&
            leavingsOf(referral).map((each) => `${leavesWords(each, record.changedAt)} ${leavesAt(each)}`),
          thereSince(record, referral),
          backSince(record, referral),
          other &&
            `Another time: ${clockAndDay(other.leavesSight)} (said at ${clock(other.typedAt ?? other.at)}). Use it?`,
        ],
        'Small',
      ),
      guessParts(record, guess).blocks,
    ],
    lines: [
      instead && 'Those who should read it were not reached.',
      'Read the words here or in the channel. “I have read it” puts your name on it, and the referrer sees when.',
      isLate && 'You cannot open the channel? Ring a MASH manager.',
    ],
    buttons: instead === 'administrators' ? [] : [showButton(record, guess), useTimeButton(record)],
    link,
  });
}

/** Takes the place of that message in the chats of all who got it, once somebody has read what it told of. */
export function readNewsCard(record: CaseRecord, link: string | undefined, pack: Pack) {
  const { read } = newsOf(record.events).findLast((news) => news.read) ?? {};
  const words = read ? `✓  Read by ${staffName(record, read.by)}, ${clockAndDay(read.at)}` : 'Nothing new has come in.';
  return caseNotice(record.id, {
    summary: ': it was read',
    lines: [spacedBoldLine(words)],
    ...guessOn(record, pack),
    link,
  });
}

/** Tells the referrer to ring, because nobody at the MASH has read their news. */
export function nobodyHasReadCard({ id }: CaseRecord, pack: Pack) {
  return cardAbout(id, pack, {
    summary: `${id}: please ring ${pack.phones.urgent}`,
    heading: 'Please ring now',
    blocks: [
      ringTheMash('Nobody at the MASH has told me they have read this.', id, pack.phones),
      plain(['I mean what you told them after sending. Your receipt shows when somebody has read it.']),
    ],
  });
}

const badges = ({ record: { events } }: SentCase) => (unreadNews(events).length > 0 ? [badge.news] : []);

/** What the referrer said after sending, and whether somebody has read it. */
export const face: Face = {
  summary: ({ record: { id, events, status } }) =>
    status === 'decided' && unreadNews(events).length > 0 ? `${id} is decided, NEW INFORMATION` : undefined,
  badges,
  blocks: ({ record, pack }) => [...newsBlocks(record), ...guessOnCard(record, pack)],
  buttons: { newsRead: ({ record }) => newsReadButton(record) || undefined },
};

/** The same for the Assessment team. */
export const teamFace: TeamFace = {
  badges,
  news: ({ record }) => newsBlocks(record),
  buttons: { newsRead: ({ record }) => newsReadButton(record) || undefined },
};

const newsWords: Record<News['event'], string> = {
  InformationAdded: 'The referrer added something',
  CheckAdded: 'The referrer added an indicator check',
  QuestionAnswered: 'The referrer answered a question',
  ChildMissing: 'The referrer says that the child is missing',
  ChildFound: 'The referrer says that the child is found',
  DangerTakenBack: 'The referrer takes back that the child is in danger',
  ReferralSubmitted: 'The written referral has come',
  HandOverAccepted: 'Another person is the referrer now',
  WhoRefersSaid: 'The referrer changed what they said of danger, or whom to ring',
  AddressShown: 'An address that was held back can be read',
  AddressesHeld: 'The address is known to the referrer, and HELD BACK: ring them',
  LeavingTimeChecked: 'The referrer says that a leaving time is NOT RIGHT: ask them',
};
const wordsOf = (record: CaseRecord, { event, index }: News) =>
  record.events[index] && deniesLeft(record, record.events[index])
    ? 'The referrer says that the child has NOT left'
    : newsWords[event];
const policeNews = 'The referrer says whether the police know that the child is missing';
/** Each kind once, with how often and when last. The parts of long words were typed at the same moment. */
const kindsOf = (news: News[]) =>
  [...Map.groupBy(news, ({ event, isAnswer }) => (isAnswer ? policeNews : newsWords[event]))].map(([words, all]) => {
    const { size } = new Set(all.map(({ at, typedAt = at }) => typedAt));
    const often = size > 1 ? `${size} times, the last at ` : '';
    return all.slice(-1).map(({ at }) => `${words}, ${often}${clockAndDay(at)}`);
  });

/** On the card of a case: red until somebody has read the news, then who read it and when. */
function newsBlocks(record: CaseRecord): Block[] {
  const all = newsOf(record.events);
  const unread = all.filter(({ read }) => !read);
  const [first] = unread;
  if (first) {
    const isSinceDecision = newsSinceDecision(record.events).some(({ read }) => !read);
    return [
      coloured('attention', [
        line(`NEW INFORMATION since ${clockAndDay(first.at)}. Nobody has read it yet.`, 'bold'),
        kindsOf(toldIn(record, unread)),
        'Read it below, then press “I have read it”.',
        isSinceDecision && 'Must something else be done now? A manager presses “Decide again”.',
      ]),
    ];
  }
  const last = all.at(-1);
  if (!last?.read) return [];
  const who = staffName(record, last.read.by);
  return [plain([`New information of ${clockAndDay(last.at)}: read by ${who}, ${clockAndDay(last.read.at)}`])];
}

/** An administrator works on no case, and a former referrer is not of the MASH. */
const isToMash = (message: OutboxMessage) =>
  message.kind === 'notice' &&
  message.instead !== 'administrators' &&
  (message.alarm === true || isToldAsNews(message));

/** “sent to Mo Hussain at 18:33, ”; empty if Teams has taken it to nobody at the MASH. */
export function sentWords({ outbox, author, facts }: CaseRecord, { index }: News) {
  const sent = outbox.flatMap(({ to, message, state }) =>
    'person' in to && to.person !== author && isAbout(index, message) && isToMash(message) && state.kind === 'sent'
      ? [{ person: to.person, at: state.at }]
      : [],
  );
  const [first] = sent;
  if (!first) return '';
  const people = new Set(sent.map(({ person }) => person));
  const name = people.size === 1 ? facts.names[first.person] : undefined;
  return `sent to ${name ?? 'the MASH'} at ${clock(first.at)}, `;
}
