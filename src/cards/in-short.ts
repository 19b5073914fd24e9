import { oncePerWords } from '../base/once-per.ts';
import type { Instant } from '../base/time.ts';
import { unreadNews } from '../case/news.ts';
import { protectionEnd, protectionOf } from '../case/protection.ts';
import { type CaseRecord, type ClockedCase, textIn } from '../case/record.ts';
import { ofAnother, type Said, saidIn } from '../case/said.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { type UpNext, upNext } from '../case/up-next.ts';
import { risksSaid, saysOnlyPerhaps, urgencies } from '../case/urgent.ts';
import { consentTold } from '../draft/consent.ts';
import { answerTo } from '../draft/draft.ts';
import { hasCheckedAnyList } from '../draft/fields.ts';
import { type EventOf, isA, saidName } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import { excerptWith, withRight } from './added.ts';
import type { SentCase } from './face.ts';
import { uncut } from './fitted.ts';
import { otherwiseSaid } from './later-facts.ts';
import { hasLeft, leavesAt, leavesSaid, leavesWords } from './leaving.ts';
import { clock, clockAndDay, shortDue, timeLeft } from './london.ts';
import {
  type Block,
  type Button,
  button,
  coloured,
  excerpt,
  type Lines,
  line,
  section,
  shown,
  spacedSmallLine,
} from './parts.ts';
import { answersInWords, consentInWords, indicatorsInShort } from './referral-text.ts';
import { answerGuess } from './verbs.ts';
import { whoAndWhen } from './who-and-when.ts';

const oneLine = 50; // characters on a phone

/**
 * A case in six lines of a phone, above the boxes of a form about it. Each is cut: the card and the thread have the whole. What was not
 * said is named in one line.
 */
export function inSixLines(sent: SentCase, now: Instant): Lines {
  const { record, pack } = sent;
  const { answers } = record.facts;
  const known = (id: string) => answerTo(answers, id);
  const next = upNext(record, pack);
  const isUnread = next?.what !== 'news' && unreadNews(record.events).length > 0;
  const happens = shown<string>([next && whatIsNext(next, sent, now, true), isUnread && 'news not read']).join(' · ');
  const [signs] = indicatorsInShort(answers, pack, 3);
  const isChecked = signs && hasCheckedAnyList(answers);
  const { before, since } = consentWords(record);
  const consent = known('consent')
    ? consentInWords(answers, pack)
    : before || since.length > 0
      ? 'they wrote of it: open it'
      : '';
  const gaps = shown([!known('worry') && 'worry', !isChecked && 'signs', !consent && 'consent']);
  const cut = (words: string, lines = 1) => excerpt(words, lines * oneLine);
  return [
    line(cut(shown([known('child-name') ?? 'Child not named', known('child-age')]).join(', ')), 'bold'),
    otherwiseSaid(record).slice(0, 1),
    happens !== '' && line(happens, 'bold'),
    known('worry') && cut(`Worry: ${known('worry')}`, 2),
    isChecked && cut(`${signs.title.split(' · ')[0]}: ${signs.text}`),
    consent && cut(`Consent: ${consent}`),
    gaps.length > 0 && `Not said: ${gaps.join(', ')}`,
  ];
}

/** Asked of all that was added whenever a card is drawn. */
const tellsConsent = oncePerWords((text) => consentTold(text) !== undefined);

/** What they told of consent: before sending only where no answer stands, and since. */
function consentWords(record: CaseRecord): { before: string | undefined; since: Said[] } {
  const { answers, texts } = record.facts;
  const isTold = ({ name }: Said) => !ofAnother(record.events, name) && tellsConsent(texts[name] ?? '');
  const before = answerTo(answers, 'consent')
    ? undefined
    : consentTold((answers.values.worry ?? '').replace(/[“”]/g, ''));
  return { before, since: saidIn(record.events).filter(isTold) };
}

/** The answer about consent, and what they told of it, whole and with when; of words before sending only where no answer stands. */
export function consentLines(record: CaseRecord, pack: Pack): Lines {
  const { facts } = record;
  const { answers } = facts;
  const isAnswered = answerTo(answers, 'consent') !== undefined;
  const from = answerTo(answers, 'consent-from') && answersInWords(answers, pack)('consent-from');
  const { before, since } = consentWords(record);
  const words = ({ name }: Said) => {
    const { [name]: all = '' } = facts.texts;
    return textIn(record, name) === all ? (consentTold(all) ?? all) : textIn(record, name);
  };
  return [
    spacedSmallLine('Consent'),
    (isAnswered || !(before || since.length > 0)) && shown<string>([consentInWords(answers, pack), from]).join('. '),
    uncut([
      before && `They wrote before sending: “${before}”`,
      since.map((each) => withRight(record, each.name, `They wrote, ${clockAndDay(each.at)}: “${words(each)}”`)),
    ]),
  ];
}

/**
 * What happens next to the child, and when; the decision, which stands beside it anyway, is not named.
 * @param stays the words stay, so they say times by the clock alone
 */
export function whatIsNext({ what, at }: UpNext, { record, referral, pack }: SentCase, now: Instant, stays: boolean) {
  const protection = protectionOf(record);
  switch (what) {
    case 'decision':
      return leavesSaid(record, referral);
    case 'missing':
      return `Reported missing ${clockAndDay(at)}`;
    case 'danger':
      return dangerSaid(record, referral, pack, at);
    case 'protection':
      return protection && `In police protection, ends ${clockAndDay(protectionEnd(protection, pack).at)}`;
    case 'leaves-sight':
      return `${leavesWords(referral, now)} ${leavesAt(referral, stays ? shortDue : clock)}${stays ? '' : fromNow(at, referral, now)}`;
    case 'leaves-unread':
      return `Leaves sight: ${leavesSaid(record, referral)}. Open it`;
    case 'news':
      return `News of ${clockAndDay(at)} is not read`;
    default:
      return `Urgent since ${clockAndDay(at)}`;
  }
}

/** Since when the child is in danger. What stands only in words is called a guess until the MASH has answered it. */
export function dangerSaid(record: ClockedCase, referral: SubmittedReferral, pack: Pack, at: Instant): string {
  const all = urgencies(record, referral, pack);
  const isGuess = saysOnlyPerhaps(record, pack) || all.every((each) => each.why !== 'danger' || each.guess);
  const safe = record.events.findLastIndex(isA('ChildSafe'));
  const confirmed = record.events
    .slice(safe + 1)
    .findLast((each) => each.type === 'GuessAnswered' && each.is === 'danger');
  const since = confirmed && confirmed.at > at ? `; the MASH says so, ${clock(confirmed.at)}` : '';
  return `${isGuess ? 'May be in danger, written' : 'In danger, said'} ${clockAndDay(at)}${since}`;
}

/** What words may say of the child that nobody has pressed or answered: a member of the MASH says whether it is so. */
export interface Guess {
  said: string; // the name of the text
  at: Instant; // when it was written
  of: Exclude<EventOf<'GuessAnswered'>['is'], 'no'>[];
}

const guessWords: Record<Guess['of'][number], string> = {
  missing: 'is missing',
  danger: 'is in danger',
  left: 'leaves or has left',
};
const yesWords: Record<Guess['of'][number], string> = {
  missing: 'Yes, missing',
  danger: 'Yes, in danger',
  left: 'Yes, left or leaving',
};

export const guessTitle = ({ of }: Guess) =>
  `Read these words: they may say that the child ${of.map((each) => guessWords[each]).join(', or ')}`;
export const guessQuoted = (record: CaseRecord, { said, at }: Guess) =>
  withRight(record, said, `${clock(at)}: “${excerptWith(textIn(record, said), 300)}”`);
/** The press that says whether it is so. */
export const guessButtons = ({ id }: CaseRecord, { said, of }: Guess): Button[] => [
  ...of.map((is) => button(answerGuess, yesWords[is], { case: id, said, is })),
  button(answerGuess, 'No, it is not', { case: id, said, is: 'no' }),
];

/** What words may say, the words, and the press that says whether it is so: on a card that has more of the case. */
export const guessBlock = (record: CaseRecord, guess: Guess, more: Lines): Block =>
  section(guessTitle(guess), [guessQuoted(record, guess), more], guessButtons(record, guess));

/** The same on a message in somebody’s own chat, which holds no word of the referrer: they come with a press. */
export const guessParts = ({ id }: CaseRecord, guess: Guess | undefined) => ({
  blocks: guess ? [coloured('attention', [line(`${guessTitle(guess)}. Press “Show the words”.`, 'bold')])] : [],
  buttons: guess ? [button(answerGuess, 'Show the words', { case: id, said: guess.said, is: 'show' as const })] : [],
});

/** What the MASH has answered, for the thread. */
export const answeredLines = (record: CaseRecord, event: EventOf<'GuessAnswered'>): Lines => [
  withRight(record, event.said, `“${excerptWith(textIn(record, event.said), 80)}”`),
  spacedSmallLine(`Says ${whoAndWhen(record, event)}`),
];
export const answeredTitle = ({ is }: EventOf<'GuessAnswered'>) =>
  is === 'no'
    ? 'These words say NO danger, and nobody missing or leaving'
    : `The child ${guessWords[is]}, by these words`;

/** The words for which the child counts as in danger, where nothing else says it. */
export function guessOfDanger(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Guess | undefined {
  const [said] = urgencies(record, referral, pack).flatMap((each) => ('guess' in each && each.guess) || []);
  const event = record.events.find((each) => said && saidName(each) === said);
  const at = event && (('typedAt' in event && event.typedAt) || event.at);
  return said && event && at ? { said, at, of: risksSaid(event, record) } : undefined;
}

const fromNow = (at: Instant, referral: SentCase['referral'], now: Instant) =>
  at > now ? `, in ${timeLeft(now, at)}` : hasLeft(referral, now) ? `, ${timeLeft(at, now)} ago` : '';
