import { badge, caseNotice } from '../../cards/about-case.ts';
import { withRight } from '../../cards/added.ts';
import type { Face, SentCase, TeamFace } from '../../cards/face.ts';
import { guessBlock, guessParts, guessWords } from '../../cards/in-short.ts';
import { leavesAt, leavesWords, leavingsOf, thereSince } from '../../cards/leaving.ts';
import { clock, clockAndDay, counted } from '../../cards/london.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import {
  type Block,
  type Card,
  capitalised,
  coloured,
  excerpt,
  type Lines,
  line,
  mainButton,
  plain,
  spacedBoldLine,
  spacedSmallLine,
} from '../../cards/parts.ts';
import { cardAbout, ringTheMash } from '../../cards/to-referrer.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { besideHelp } from '../../case/child-told.ts';
import { heldAddresses } from '../../case/held.ts';
import { isAbout, isToldAsNews, type News, newsOf, newsSinceDecision, unreadNews } from '../../case/news.ts';
import type { OutboxMessage } from '../../case/outbox.ts';
import { type CaseRecord, staffName, textIn } from '../../case/record.ts';
import { allocatedTo, isTaken } from '../../case/referral.ts';
import { submitted } from '../../case/standing.ts';
import { leavesSightBeforeDue } from '../../case/up-next.ts';
import { isUrgent } from '../../case/urgent.ts';
import { says } from '../../draft/says.ts';
import { type CaseEvent, type EventOf, isA, saidName } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { usableTime, useTimeButton } from '../leaving-time/state.ts';
import { kindsOfNews, type NewsKind, openGuesses, whoWaits } from './rules.ts';
import { newsRead } from './verbs.ts';

/** “I have read it”, for everything that has come in so far. No button when all of it was read. */
const newsReadButton = ({ id, events }: CaseRecord) =>
  unreadNews(events).length > 0 &&
  mainButton(newsRead, 'I have read it', { case: id, revision: newsOf(events).length });

/** The last words that may say so: in somebody’s own chat without them, and on the card of the case with them. */
const guessOn = (record: CaseRecord, pack: Pack) => guessParts(record, openGuesses(record, pack).at(-1));
function guessOnCard(record: CaseRecord, pack: Pack): Block[] {
  const all = openGuesses(record, pack);
  const before = all.length - 1;
  const more = before > 0 && `${counted(before, 'message')} before it may say such a thing, too.`;
  return all.slice(-1).map((guess) => guessBlock(record, guess, [more]));
}

/** What the MASH has answered, for the thread. */
export const answeredLines = (record: CaseRecord, event: EventOf<'GuessAnswered'>): Lines => [
  withRight(record, event.said, `“${excerpt(textIn(record, event.said), 80)}”`),
  spacedSmallLine(`Says ${whoAndWhen(record, event)}`),
];
export const answeredTitle = ({ is }: EventOf<'GuessAnswered'>) =>
  is === 'no'
    ? 'These words say NO danger, and nobody missing or leaving'
    : `The child ${guessWords[is]}, by these words`;

type NewsView = Pick<NoticeView, 'record' | 'link' | 'pack' | 'instead'> & Partial<Pick<NoticeView, 'to'>>;

/** What a message and its preview say first, the gravest first. A guess is called one. */
const kindWords: Record<NewsKind, string> = {
  danger: 'MAY BE IN DANGER',
  missing: 'MAY BE MISSING',
  leaving: 'MAY LEAVE, OR HAVE LEFT',
  protection: 'MAY BE PROTECTED BY POLICE',
  carer: 'THE CARER MAY KNOW',
  reach: 'HOW TO REACH THEM',
  found: 'REPORTED FOUND',
  back: 'MAY BE BACK, OR SAFE',
  place: 'A PLACE IS HELD BACK: RING THEM',
  right: 'PUT RIGHT',
  trace: 'A PLATE, A CAR OR A WAY',
};
/** The same of news of no such kind. */
const plainTitles: Partial<Record<News['event'], string>> = {
  QuestionAnswered: 'ANSWER',
  LeavingTimeChecked: 'A TIME IS NOT RIGHT',
  AddressShown: 'AN ADDRESS',
};

/** The kinds of the unread news from `about` on, or at a mark of the clock of all of it, and when the last of each kind was written. */
function kindsInWords(record: CaseRecord, unread: News[], { about, to, pack }: About): string | undefined {
  const from = about.type === 'ClockReached' ? 0 : record.events.indexOf(about);
  const told = unread.flatMap(({ index, at, typedAt = at, event: type, asked }) => {
    const event = record.events[index];
    if (!event || index < from) return [];
    const isToThem = to !== undefined && whoWaits(record, event, true).includes(to);
    const { [saidName(event) ?? '']: said = '' } = record.facts.texts;
    const isHelped = besideHelp(said, record, event) !== said;
    return [{ kinds: kindsOfNews(event, record, pack), said, typedAt, type, isToThem, asked, isHelped }];
  });
  const last = told.at(-1);
  if (!last) return undefined;
  const isReported = told.some(({ type }) => type === 'ChildMissing');
  const wasLost = record.events.some(isA('ChildMissing', 'ChildFound')) || told.some(({ said }) => says('found', said));
  const words = Object.entries({
    ...kindWords,
    ...(isReported && { missing: 'CHILD MISSING' }),
    ...(!wasLost && { found: 'SAID NOT TO BE MISSING' }),
  });
  const named = words.flatMap(([kind, title]) => {
    const from = told.findLast(({ kinds }) => kinds.some((each) => each === kind));
    return from ? [{ title, at: clock(from.typedAt) }] : [];
  });
  const plainly = told.flatMap(({ type, kinds, isToThem, asked, isHelped }) => {
    if (asked) return 'IN WRITING';
    if (isHelped && !isToThem) return 'SAYS THAT HELP IS THERE';
    if (!isToThem) return plainTitles[type] ?? [];
    return type === 'QuestionAnswered' ? 'ANSWER TO YOU' : kinds.length > 0 ? [] : 'MAY ANSWER YOU';
  });
  const at = clock(last.typedAt);
  const titles = [...named, ...[...new Set(plainly)].map((title) => ({ title, at }))];
  const byTime = Map.groupBy(titles.length > 0 ? titles : [{ title: 'NEW WORDS', at }], (each) => each.at);
  return [...byTime].map(([of, all]) => `${all.map(({ title }) => title).join(', ')}, written ${of}`).join('; ');
}

type About = Pick<NewsView, 'to' | 'pack'> & { about: CaseEvent };

/** The news that a ring lists: that a time is not right, and that they must be rung, only the ring of that. The time says it from then on. */
const toldIn = (record: CaseRecord, unread: News[], about?: CaseEvent) =>
  unread.filter(({ event, index }) => {
    const { [index]: said } = record.events;
    if (said?.type === 'AddressesHeld')
      return heldAddresses(record).some(({ number }) => said.numbers.includes(number));
    const isNewer = !about || about.type === 'ClockReached' || index >= record.events.indexOf(about);
    return event !== 'LeavingTimeChecked' || isNewer;
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
  const guess = instead === 'administrators' ? undefined : guessOn(record, pack);
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
          other &&
            `Another time: ${clockAndDay(other.leavesSight)} (said at ${clock(other.typedAt ?? other.at)}). Use it?`,
        ],
        'Small',
      ),
      guess?.blocks,
    ],
    lines: [
      instead && 'Those who should read it were not reached.',
      'Read it in the channel first. “I have read it” puts your name on it, and the referrer sees when.',
      isLate && 'You cannot open the channel? Ring a MASH manager.',
    ],
    buttons: instead === 'administrators' ? [] : [guess?.buttons, newsReadButton(record), useTimeButton(record)],
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
  LeavingTimeChecked: 'The referrer says that a leaving time is NOT RIGHT: ring them',
};
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
