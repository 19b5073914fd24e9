import type { At } from '../../actions/action.ts';
import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import { badge, caseNotice, mashForm } from '../../cards/about-case.ts';
import type { Face, SentCase, TeamFace } from '../../cards/face.ts';
import { box, type FormRetry, limit, saveButton, text, untouchedForm } from '../../cards/forms.ts';
import { dangerSaid, guessOfDanger, guessParts } from '../../cards/in-short.ts';
import { leavesAt, leavesSaid, leavesWords, leftIn, thereSince } from '../../cards/leaving.ts';
import { clock, clockAndDay } from '../../cards/london.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import {
  type Block,
  type Button,
  button,
  type Card,
  capitalised,
  coloured,
  excerpt,
  type Line,
  type Lines,
  line,
  mainButton,
  mashCard,
  plain,
  shown,
  spacedBoldLine,
  spacedLine,
} from '../../cards/parts.ts';
import { onItWords, reported, reportedFound, whoAndWhen } from '../../cards/who-and-when.ts';
import { lastAnswer } from '../../case/alarms.ts';
import { unreadNews } from '../../case/news.ts';
import type { Mark } from '../../case/part.ts';
import { type CaseRecord, staffName, textIn } from '../../case/record.ts';
import { allocatedTo, isChildMissing } from '../../case/referral.ts';
import { sentReferral, submitted, whoIsOnIt } from '../../case/standing.ts';
import { isOwnReferral, type SubmittedReferral } from '../../case/state.ts';
import { saidBack } from '../../case/urgent.ts';
import { type EventOf, textOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { isNumberShown, whatToDoLines } from './cards.ts';
import { askClock, openWorries, unansweredAsks } from './safe-clock.ts';
import { numberButton } from './state.ts';
import { needOthers, openSafe, saveSafe, showNeeded, stillOnIt } from './verbs.ts';

/** The kind and the time of each worry, and no fact of the child. Of a missing child nobody reads when they were to leave, nor beside another worry a time that is denied. */
const worryLines = (record: CaseRecord, pack: Pack): Lines =>
  openWorries(record, pack).map(({ why, since, sight }, _, { length }) => {
    const sent = submitted(record);
    if (why === 'leaves-sight' && ((length > 1 && sight?.sightSaid?.right === 'no') || isChildMissing(sent))) return [];
    if (why === 'no-time') return [line(`Leaves sight: ${leavesSaid(record, sent)}`, 'bold')];
    const words =
      why === 'leaves-sight'
        ? `${leavesWords({ ...sent, ...sight }, record.changedAt)} ${leavesAt({ ...sent, ...sight }) || 'perhaps, no time could be read'}`
        : why === 'missing'
          ? `CHILD MISSING, said ${clockAndDay(since)}`
          : dangerSaid(record, sent, pack, since);
    return [
      line(words, 'bold'),
      why === 'leaves-sight' && thereSince(record, sent),
      (why === 'missing' || (why === 'leaves-sight' && leftIn(sent))) && backLine(record, sent),
    ];
  });

/** That the author says that the child is found or back. */
function backLine(record: CaseRecord, { found }: Pick<SubmittedReferral, 'found'>): Line | false {
  const back = saidBack(record);
  const words = found ? reportedFound(record, found) : back && reported(back.what, back);
  return words !== undefined && line(`${capitalised(words)}.`, 'bold');
}

/**
 * Asks somebody of the MASH, in their own chat, whether the child is safe, or to help whoever is on it. It shows the
 * reference, times, who is on it and the kind of worry.
 * @param isAbove whether the reader is the escalation contact
 */
export function askCard(
  event: Mark | EventOf<'OthersNeeded'>,
  { record, pack, to, link, instead }: NoticeView,
  isAbove = false,
): Card {
  const { id } = record;
  const onIt = whoIsOnIt(record);
  const sent = sentReferral(record);
  const isTheirs = sent !== undefined && isOwnReferral(sent, to);
  const isAdministrator = instead === 'administrators';
  const buttons = isTheirs ? [needOthersButton(record)] : answers(record);
  const mayAnswer = !isAdministrator && !isTheirs;
  const guess = guessParts(record, sent && guessOfDanger(record, sent, pack));
  const needsOthers = event.type === 'OthersNeeded' && `${staffName(record, event.by)} needs others. Ring them now.`;
  const hasWords = event.type === 'OthersNeeded' && record.facts.texts[textOf.othersNeeded(event.number)] !== undefined;
  return mashCard({
    summary: `URGENT ${id}: ${needsOthers ? 'others are needed.' : 'is the child safe?'} Asked at ${clock(event.at)}`,
    heading: id,
    badges: [badge.urgent],
    blocks: [
      coloured('attention', [line(needsOthers || 'Is the child safe?', 'large'), worryLines(record, pack)], 'Small'),
      plain([
        onIt?.by === to ? 'You are on it.' : onItWords(record),
        isTheirs && line('You made this referral, so a colleague or the escalation contact confirms it.', 'bold'),
        isAbove && 'You are the escalation contact: you, too, can confirm that the child is safe.',
        event.type === 'ClockReached' && (event.escalate || event.overdue) && line('Nobody has answered.', 'bold'),
        instead && whatToDoLines(record, instead, onIt && staffName(record, onIt.by)),
      ]),
      mayAnswer && guess.blocks,
    ],
    inputs:
      isAdministrator || isTheirs
        ? []
        : [box('text', 'words', 'What is done, until when, or what is needed? (may stay empty)', untouchedForm)],
    buttons: isAdministrator
      ? []
      : [
          ...buttons,
          mayAnswer && guess.buttons,
          hasWords && button(showNeeded, 'What is needed?', { case: id }),
          (needsOthers || !onIt) && !isTheirs && isNumberShown(sent) && numberButton(record),
        ],
    links: link ? [{ title: 'Open in channel', url: link }] : [],
  });
}

/** The answers to “Is the child safe?”. */
const answers = (record: CaseRecord): Button[] => [
  mainButton(openSafe, 'The child is safe', { case: record.id }),
  button(stillOnIt, whoIsOnIt(record) ? 'Still on it' : 'I am on it', { case: record.id }),
  needOthersButton(record),
];
const needOthersButton = ({ id }: CaseRecord) => button(needOthers, 'I need others', { case: id });

/**
 * What a colleague needs, and whom to ring, for a member of the MASH in their own chat. It answers the press alone and is not
 * stored there. @returns undefined once somebody has acted since
 */
export function neededCard(record: CaseRecord, link: string | undefined): Card | undefined {
  const asked = record.events[lastAnswer(record.events)];
  if (asked?.type !== 'OthersNeeded') return undefined;
  const name = staffName(record, asked.by);
  return caseNotice(record.id, {
    lines: [
      line(`${name} needs, ${clock(asked.at)}:`, 'bold'),
      neededWords(record, asked),
      spacedLine(`Ring ${name}.`),
    ],
    buttons: answers(record).slice(1, 2),
    link,
  });
}

/** Tells colleagues that somebody who is on it wrote what may be danger. It repeats no word. */
export function dangerSaidCard(by: StaffId, { record, link }: NoticeView): Card {
  const words = `${staffName(record, by)} wrote what may be danger`;
  return mashCard({
    summary: `URGENT ${record.id}: MAY BE IN DANGER, says who is on it`,
    heading: record.id,
    badges: [badge.urgent],
    blocks: [coloured('attention', [line(words, 'large'), 'Read it in the channel, and ring them.'])],
    links: link ? [{ title: 'Open in channel', url: link }] : [],
  });
}

/** What they wrote. */
export const neededWords = (record: CaseRecord, { number }: EventOf<'OthersNeeded'>) =>
  record.facts.texts[textOf.othersNeeded(number)] ?? 'They did not say what.';

/** The form of “The child is safe”. In the person's own chat it keeps the other two answers. */
export function safeForm(
  record: CaseRecord,
  { where, wordsWait }: Pick<At, 'where' | 'wordsWait'>,
  again: FormRetry,
): Card {
  const save = saveButton(saveSafe, 'Record it', record, again);
  const form = {
    heading: 'The child is safe',
    inputs: [
      text('who', `Who has seen the child, and where they are safe? (required, ${limit})`, again),
      box('text', 'when', 'When? (required, for example 16:40)', again),
    ],
  };
  const says: Lines = [
    wordsWait && line('Words of the referrer wait: nobody has said which child they are about.', 'bold'),
    wordsWait && `It may be this one. Type “words ${record.id}”, and read them first.`,
    'It ends the asking. It goes to the MASH, not to the referrer.',
  ];
  if (where === 'mash')
    return mashForm(record.id, {
      ...form,
      summary: 'is the child safe?',
      says,
      send: save,
    });
  return mashCard({
    ...form,
    summary: `${record.id}: is the child safe?`,
    top: [line(record.id, 'bold')],
    blocks: [plain(says, 'Small')],
    buttons: [save, ...answers(record).slice(1)],
  });
}

/** What stands on the cards of the case after somebody has asked for others, until somebody acts. */
function othersLine(record: CaseRecord): Lines {
  const last = record.events[lastAnswer(record.events)];
  if (last?.type !== 'OthersNeeded') return [];
  const asked = `${staffName(record, last.by)} needs others since ${clock(last.at)}.`;
  return [line(`${asked} All managers and the escalation contact are rung.`, 'bold')];
}

/** Since when the bot asks and nobody has answered, or when it asks next. */
function nextAsk(record: CaseRecord, next: Instant): Line {
  const { events, facts, outbox } = record;
  const [asked] = unansweredAsks(events);
  const people = outbox.flatMap(({ to, message }) =>
    'person' in to && message.kind === 'notice' && events[message.event] === asked ? to.person : [],
  );
  const names = shown<string>([...new Set(people)].map((person) => facts.names[person]));
  const who = names.length > 0 && names.length === new Set(people).size ? names.join(' and ') : 'the managers';
  return asked
    ? spacedBoldLine(`At ${clock(asked.at)} I asked ${who} whether the child is safe. No answer yet.`)
    : spacedLine(`I ask whether the child is safe at ${clockAndDay(next)}.`);
}

/** On the card that replaces old asks: the worries, who is on it and the next ask; or who confirmed that the child is safe. */
export function safetyLines(record: CaseRecord, pack: Pack): Lines {
  const { safe: confirmed, status, ...referral } = submitted(record);
  const next = askClock(record, pack)?.due;
  const onIt = whoIsOnIt(record);
  const isHolder = status !== 'decided' && onIt?.by === allocatedTo(referral);
  if (next)
    return [
      worryLines(record, pack),
      !isHolder && onIt && onItWords(record),
      othersLine(record),
      nextAsk(record, next),
    ];
  return [
    confirmed && line(`✓  The child is safe, says ${whoAndWhen(record, confirmed)}`, 'bold'),
    confirmed && waitedLines(record, confirmed),
  ];
}

/** That words waited when somebody confirmed it: they may have been about this child. */
const waitedLines = ({ id }: CaseRecord, { wordsWait }: EventOf<'ChildSafe'>): Lines =>
  wordsWait
    ? [
        line('Words of the referrer waited then: nobody had said which child they are about.', 'bold'),
        `To read those that wait still, type “words ${id}”.`,
      ]
    : [];

/** Beside the ✓ of who confirmed it or decided: what the referrer has written since, while nobody has read it. */
export function unreadLine(record: CaseRecord): Line | undefined {
  const news = unreadNews(record.events).at(-1);
  const { safe } = submitted(record);
  const again = safe && news && news.at >= safe.at ? ' again' : '';
  return news && line(`The referrer wrote${again} at ${clockAndDay(news.at)}: NEW, not read`, 'bold');
}

/** “Safe at 16:40, Tue 24 Nov, seen by PC Ali”, in the words of whoever confirmed it. */
export function safeWords(record: CaseRecord, { number, seenAt }: EventOf<'ChildSafe'>): string {
  const when = seenAt ? clockAndDay(seenAt) : textIn(record, textOf.safeWhen(number));
  return `Safe at ${when}, seen by ${excerpt(textIn(record, textOf.safeWho(number)))}`;
}

/** Who is on it and what they last said, while the bot asks; then that the child is safe. */
function safetyBlocks({ record, pack }: SentCase): Block[] {
  const sent = submitted(record);
  const asks = askClock(record, pack);
  if (asks?.due === undefined)
    return [
      coloured('good', [
        sent.safe && [
          line(safeWords(record, sent.safe), 'bold'),
          line(`Says ${whoAndWhen(record, sent.safe)}`, 'small'),
          waitedLines(record, sent.safe),
          unreadLine(record),
        ],
      ]),
    ];
  const onIt = whoIsOnIt(record);
  const isHolders = sent.status !== 'decided' && onIt?.by === allocatedTo(sent); // its first block says so
  const said = record.events[lastAnswer(record.events)];
  const words = said?.type === 'StillOnIt' && textIn(record, textOf.stillOnIt(said.number));
  return [
    plain([
      !isHolders && onIt && line(onItWords(record), 'bold'),
      othersLine(record),
      words && `${staffName(record, said.by)}, ${clock(said.at)}: ${excerpt(words)}`,
      nextAsk(record, asks.due),
    ]),
  ];
}

export const safeFace = {
  blocks: safetyBlocks,
  more: ({ record, pack }) => [
    openWorries(record, pack).length > 0 && button(openSafe, 'The child is safe', { case: record.id }),
  ],
} satisfies Face;

export const teamFace: TeamFace = { alerts: safetyBlocks };
