import { badge, caseNotice } from '../../cards/about-case.ts';
import { excerptWith } from '../../cards/added.ts';
import type { SentCase } from '../../cards/face.ts';
import { policeIfGone, rungWords } from '../../cards/helpful.ts';
import { backSince, leavesAt, leavesWords, leavingsOf, notConfirmed } from '../../cards/leaving.ts';
import { clock, clockAndDay } from '../../cards/london.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import {
  type Block,
  button,
  type Card,
  capitalised,
  type Lines,
  line,
  mainButton,
  plain,
  ring,
} from '../../cards/parts.ts';
import { cardAbout, toMyReferrals } from '../../cards/to-referrer.ts';
import { onItWords, whoAndWhen } from '../../cards/who-and-when.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { isTaken } from '../../case/referral.ts';
import { submitted } from '../../case/standing.ts';
import { guessesAnswered } from '../../case/urgent.ts';
import type { Pack } from '../../protocol/pack.ts';
import { numberButton, onItButton } from '../alarm/state.ts';
import { addInformation } from '../information/verbs.ts';
import {
  backBefore,
  isOfLeft,
  isOfMan,
  isOfNight,
  isOfReturn,
  openTimesOf,
  type SaidTime,
  saidTimesOf,
  timeSaidBefore,
  usableTime,
  useTimeButton,
} from './state.ts';
import { checkLeavingTime, useTime } from './verbs.ts';

/** Asks the author whether the bot read their words right, and then says what they answered. */
export function checkTimeCard(record: CaseRecord, said: SaidTime, pack: Pack): Card {
  const { id } = record;
  const { number, leavesSight, soon, right, isMistake } = said;
  const isLeft = isOfLeft(said);
  const answer = (is: 'yes' | 'no') => ({ case: id, number, right: is });
  const write = button(addInformation, 'Write the time', { case: id, below: true });
  const no = button(checkLeavingTime, leavesSight ? 'No' : 'They do not leave', answer('no'));
  const [yes, notRight] = isLeft
    ? ['the child has left', backBefore(record, said) ? 'the child is back' : 'the child has not left']
    : ['it is right', leavesSight ? 'it is not right' : 'they do not leave'];
  const saidWords = right === 'yes' ? yes : isMistake ? 'it was sent by mistake' : notRight;
  const isOfMash = guessesAnswered(record.events).get(said.from ?? '') === 'no';
  return cardAbout(id, pack, {
    heading: right ? 'Thank you' : questionOf(said),
    blocks: [
      plain([
        readAs(record, said),
        !right && isOfNight(record, said) && `It is past midnight: is it today, ${dayOf(said)}?`,
        right && (isOfMash ? `The MASH says that ${saidWords}.` : `You say that ${saidWords}. The MASH reads that.`),
        whatFollows(said, 'the MASH uses yours'),
      ]),
    ],
    rows: [
      right
        ? [right === 'no' && !isLeft && write, toMyReferrals]
        : [leavesSight ? mainButton(checkLeavingTime, 'Yes', answer('yes')) : write, no],
    ],
    after: [
      ((right === 'no' && !isLeft) || !leavesSight || soon) && line('Or type “add:” and when they leave.', 'small'),
      !right && leavesSight && line('Or type “yes” or “no”.', 'small'),
    ],
  });
}

const dayOf = ({ leavesSight }: SaidTime) => leavesSight && clockAndDay(leavesSight).replace(/^.*, /, '');

function questionOf(said: SaidTime) {
  if (!said.leavesSight) return 'When does the child leave?';
  if (isOfLeft(said)) return 'Has the child left?';
  return said.soon ? 'Is the child about to leave?' : 'Is the time right?';
}

/** How the bot read their words. */
function readAs(record: CaseRecord, said: SaidTime): Lines {
  const { at, typedAt = at, leavesSight, soon } = said;
  if (!leavesSight) return ['I could read no time in your words.'];
  if (soon) return [line('The child is about to leave your sight. I know no time.', 'large')];
  if (!isOfLeft(said))
    return [
      isOfMan(record, said)
        ? 'The man leaves or checks out:'
        : isOfReturn(record, said)
          ? 'They may come back for the child:'
          : 'The child leaves your sight:',
      line(clockAndDay(leavesSight), 'large'),
      !said.right && isOfMan(record, said) && 'Does the child go then?',
    ];
  const when = leavesSight < typedAt ? `: at ${clock(leavesSight)}` : '';
  return [
    !said.right && `What you wrote at ${clock(typedAt)} may say so${when}. I cannot tell whom you mean.`,
    said.right !== 'no' && ring(rungWords(record, typedAt) ?? policeIfGone, '999'),
  ];
}

function whatFollows(said: SaidTime, until: string) {
  const { isBelieved, leavesSight, before, right } = said;
  if (!leavesSight) return right === undefined && 'The MASH reads that a time may be in them.';
  if (right === 'no' && !said.isMistake && isOfLeft(said))
    return 'Your words stay. The alarm goes by what was known before them.';
  if (!isBelieved) return `The alarm keeps ${before ? clock(before) : 'the time before'} until ${until}.`;
  return right === 'no' && 'The alarm keeps this time until the MASH has spoken to you.';
}

/**
 * What the MASH reads of one time: when it was said, whether it is confirmed, and whether the alarm runs to it.
 * @param quoted the words in which it was read, where they may be shown
 */
export function saidTimeLines(record: CaseRecord, said: SaidTime, quoted = ''): Lines {
  const { at, typedAt = at, leavesSight, soon, right, used, isBelieved, isMistake } = said;
  const saidWords = `said by the referrer at ${clock(typedAt)}`;
  const who = guessesAnswered(record.events).get(said.from ?? '') === 'no' ? 'The MASH says' : 'They say';
  if (right === 'no' && !isMistake && isOfLeft(said))
    return backBefore(record, said)
      ? [
          line(`They wrote at ${clock(typedAt)} of a leaving${quoted}, and since that the child is back`, 'bold'),
          'Not confirmed: ask them who sees the child.',
        ]
      : [
          line(`What they wrote at ${clock(typedAt)} was no leaving${quoted}`, 'bold'),
          `${who} that the child has NOT left.`,
        ];
  if (!leavesSight)
    return [
      line(`May leave sight: no time could be read (${saidWords})`, 'bold'),
      isMistake ? mistakeWords : right ? `${who} that the child does not leave.` : 'Read their words, and ask them.',
    ];
  const when = soon ? 'soon, no time known' : clockAndDay(leavesSight);
  const isOfClock = leavingsOf(submitted(record)).some(({ sightSaid }) => sightSaid?.number === said.number);
  const title = isOfReturn(record, said)
    ? `They may come back${quoted && `:${quoted}`},`
    : isOfMan(record, said)
      ? `The man leaves or checks out${quoted && `:${quoted}`}. Does the child go then?`
      : isOfClock
        ? leavesWords({ leavesSight, sightSaid: said, submittedAt: at }, record.changedAt)
        : 'Said before, replaced since:';
  if (used) return [line(`${title} ${when} (${saidWords})`, 'bold'), `Used by ${whoAndWhen(record, used)}.`];
  const isUsable = !isBelieved && usableTime(record.events)?.number === said.number;
  if (!right && isBelieved && isOfLeft(said))
    return [
      line(`${title.replace(/:$/, '')}: they wrote${quoted || ' so'} at ${clock(typedAt)}`, 'bold'),
      'Not confirmed: ask them whether the child has left.',
    ];
  if (right === 'no' && !isMistake)
    return [`${capitalised(when)}, ${saidWords}: they say that it is NOT RIGHT. Ask them.`];
  return [
    line(`${isBelieved ? title : 'Another time:'} ${when} (${saidWords})${isUsable ? '. Use it?' : ''}`, 'bold'),
    isMistake ? mistakeWords : right ? 'They confirm it.' : `Read in their words${notConfirmed(right)}.`,
    !isBelieved && 'A report: the alarm keeps the time before.',
  ];
}

const mistakeWords = 'SENT BY MISTAKE, they say: ring them.';

const shownOnCard = 2;

/** The words in which a time was read, but where they are hidden or guests read. */
function quotedIn(record: CaseRecord, { from = '' }: SaidTime): string {
  const { [from]: words = '' } = record.facts.texts;
  return words !== '' && textIn(record, from) === words ? ` “${excerptWith(words, 80)}”` : '';
}

/** On the shared card: the last times that the referrer gave after sending. */
export const saidTimeBlocks = ({ record }: SentCase): Block[] => [
  plain(
    openTimesOf(record.events)
      .slice(-shownOnCard)
      .map((said) => saidTimeLines(record, said, quotedIn(record, said))),
  ),
];

/** For a member of the MASH in their own chat: which time the clocks run to now, who took it over, and why not the one that was pressed. */
export function timeUsedCard(
  { record, referral }: Omit<SentCase, 'pack'>,
  time: string,
  link: string | undefined,
): Card {
  const { leavesSight, sightSaid } = referral;
  const { used } = saidTimesOf(record.events).find(({ number }) => number === sightSaid?.number) ?? {};
  const isUsed = leavesSight !== undefined && clock(leavesSight) === time;
  const before = !isUsed && timeSaidBefore(record.events, time);
  return caseNotice(record.id, {
    lines: [
      line(
        leavesSight ? `${leavesWords(referral, record.changedAt)} ${leavesAt(referral)}` : 'No leaving time is known.',
        'bold',
      ),
      used && `Used by ${whoAndWhen(record, used)}. The clocks follow it.`,
      !isUsed && `${time} was not used: the referrer has ${before ? 'said another time since' : 'taken it back'}.`,
    ],
    buttons: isUsed
      ? []
      : [
          useTimeButton(record),
          before && button(useTime, `Use ${time} all the same`, { case: record.id, time, anyway: true }),
        ],
    link,
  });
}

/** Rings because the author confirms that the child has left. */
export function hasLeftCard({ record, instead, link }: Pick<NoticeView, 'record' | 'instead' | 'link'>): Card {
  const referral = submitted(record);
  return caseNotice(record.id, {
    summary: ': THE CHILD HAS LEFT, says the referrer',
    badges: [badge.urgent],
    lines: [
      line('The child has left, says the referrer.', 'bold'),
      `${leavesWords(referral, record.changedAt)} ${leavesAt(referral)}`,
      backSince(record, referral),
      onItWords(record),
    ],
    buttons: instead === 'administrators' ? [] : [!isTaken(referral) && onItButton(record), numberButton(record)],
    link,
  });
}

/** Tells who has the case that the author calls words a mistake in which a leaving time was read. */
export const timeTakenBackCard = ({ id }: CaseRecord, link: string | undefined): Card =>
  caseNotice(id, {
    summary: ': the referrer takes words back',
    lines: [
      line('The referrer says “sent by mistake” of words that say when the child leaves.', 'bold'),
      'The clocks keep that time. Ring the referrer.',
    ],
    link,
  });
