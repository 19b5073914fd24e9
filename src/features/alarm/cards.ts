import type { Instant } from '../../base/time.ts';
import { caseNotice } from '../../cards/about-case.ts';
import type { Face } from '../../cards/face.ts';
import { guessOfDanger, guessParts } from '../../cards/in-short.ts';
import { actBefore, backSince, hasLeft, leavesAt, leavesWords, leavingsOf, thereSince } from '../../cards/leaving.ts';
import { clock, clockAndDay, shortDue } from '../../cards/london.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import {
  coloured,
  type Line,
  type Lines,
  line,
  mixed,
  ring,
  spacedBoldLine,
  spacedLine,
  spacedSmallLine,
} from '../../cards/parts.ts';
import { cardAbout, couldNotAlert, ringTheMash } from '../../cards/to-referrer.ts';
import { onWords } from '../../cards/who-and-when.ts';
import { holderLines, whoRefers, wishLine } from '../../cards/who-refers.ts';
import { unreachedPeople, unreachedSince } from '../../case/alarms.ts';
import type { Instead } from '../../case/outbox.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { calledAt, isChildMissing, isTaken } from '../../case/referral.ts';
import { submitted } from '../../case/standing.ts';
import { isUnwritten, referralOf, type SubmittedReferral } from '../../case/state.ts';
import type { CaseEvent } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { alarmClock, isAlarm, nextStep, whoWasTold } from './clock.ts';
import { numberButton, onItButton } from './state.ts';

/** Whether a member of the MASH can see the number with one press. */
export const isNumberShown = (referral: SubmittedReferral | undefined): boolean =>
  referral !== undefined && (referral.status === 'awaiting-decision' || isChildMissing(referral));

/**
 * Tells a manager or the escalation contact, in their own chat, that nobody has taken an urgent referral. The card
 * shows the reference and times, and no fact about the child.
 */
export function ringCard(
  { record, pack, now, link, instead }: Omit<NoticeView, 'to'>,
  { why, at: toldAt }: { why: WhyYou; at: Instant },
) {
  const referral = submitted(record);
  const { leavesSight } = referral;
  const isAhead = leavesSight !== undefined && !hasLeft(referral, now);
  const leavings = leavingsOf(referral);
  const arrival = arrivalOf(referral);
  const guess = guessParts(record, instead === 'administrators' ? undefined : guessOfDanger(record, referral, pack));
  return caseNotice(record.id, {
    summary: `: ${actBefore(record, referral, now) ?? `${arrival.short} ${shortDue(arrival.at)}, nobody has it`}`,
    isUrgent: true,
    blocks: [
      coloured(
        'attention',
        [
          leavings.map((each) => each.leavesSight && leavesSightLine(each.leavesSight, each, now)),
          thereSince(record, referral),
          backSince(record, referral),
          line(
            `${arrival.words} ${clock(arrival.at)}. ${notTakenWords(record, referral)}.`,
            isAhead ? 'plain' : 'bold',
          ),
        ],
        'Small',
      ),
      ...guess.blocks,
    ],
    lines: [
      !instead && nextStepWords(record, referral, pack, toldAt),
      whatToDoLines(record, instead),
      !instead && spacedSmallLine(whyYouWords[why]),
    ],
    buttons: [
      instead !== 'administrators' && [onItButton(record), why !== 'escalation' && numberButton(record)],
      guess.buttons,
    ],
    link,
  });
}

/**
 * How and when the MASH heard of the referral. This card is not updated when the written referral comes, so it never
 * says that the referral is not in writing.
 */
function arrivalOf(referral: SubmittedReferral) {
  const { submittedAt: at } = referral;
  const called = calledAt(referral);
  if (!isUnwritten(referral)) return { words: 'Sent', short: 'sent', at };
  if (called) return { words: 'They rang at', short: 'rang', at: called };
  return { words: 'They told me at', short: 'told', at };
}

function leavesSightLine(at: Instant, leaving: ReturnType<typeof leavingsOf>[number], now: Instant) {
  if (leaving.sightSaid?.soon) return line(`The child leaves ${leavesAt(leaving)}`, 'large');
  if (hasLeft(leaving, now)) return line(`${leavesWords(leaving, now)} ${leavesAt(leaving, clock)}`, 'large');
  return mixed('None', ['large', `Act before ${clock(at)}`], leavesAt(leaving).slice(clock(at).length));
}

/** That nobody has taken it, or that a colleague handed it to somebody who has not. */
export const notTakenWords = (record: CaseRecord, { allocation }: SubmittedReferral) =>
  allocation.kind === 'handed' ? `Handed to ${staffName(record, allocation.by)}, not taken yet` : 'Nobody has taken it';

function nextStepWords(record: CaseRecord, referral: SubmittedReferral, pack: Pack, toldAt: Instant) {
  const alarm = alarmClock(record, pack);
  const next = alarm && nextStep(alarm, toldAt);
  const now = `${notTakenWords(record, referral)}.`;
  if (!next) return alarm?.overdueFrom ? `The referrer has been told to ring. ${now}` : now;
  return `If nobody is on it at ${clock(next.at)}, ${next.what === 'up' ? 'I tell all managers and the escalation contact' : 'I tell the referrer to ring'}.`;
}

const whyYouWords = {
  onDuty: 'You get this because you are on duty.',
  nobodyOnDuty: 'Nobody is on duty, so every manager gets this.',
  everybody: 'Nobody has answered, so all managers and the escalation contact get this.',
  escalation: 'You get this because nobody has answered. You are the escalation contact.',
};
export type WhyYou = keyof typeof whyYouWords;

/**
 * What the reader should do. An administrator works on no case: they only make sure that somebody at the MASH hears of
 * it.
 * @param instead set when the reader stands in for people whom Teams could not reach
 * @param taken the name of the person who has the case
 */
export function whatToDoLines({ id }: CaseRecord, instead: Instead | undefined, taken?: string): Lines {
  if (instead === 'administrators')
    return [
      spacedLine('Teams reaches no manager and no escalation contact.'),
      line(taken ? `Please ring ${taken}, who has it. Say: ${id}` : 'Please ring a MASH manager now.', 'bold'),
      !taken && `Say: ${id}, nobody has it.`,
      spacedSmallLine('You get this because you are an administrator.'),
    ];
  return [
    instead && spacedLine('Teams could not reach those who should act first.'),
    !taken && '“I am on it” puts your name on it.',
  ];
}

/**
 * Tells managers or their stand-ins that a referral is stored but there is no channel to post it to. It holds only
 * reference and times.
 */
export function noChannelCard({ record, pack, instead }: Pick<NoticeView, 'record' | 'pack' | 'instead'>) {
  const { submittedAt, decisionDue } = submitted(record);
  return caseNotice(record.id, {
    summary: ` could not be posted. Decision due ${shortDue(decisionDue)}`,
    lines: [
      line('A new referral, and no MASH channel that I can post it to', 'bold'),
      `Sent at ${clockAndDay(submittedAt)}. Decision due by ${clockAndDay(decisionDue)}.`,
      ring(
        'The referrer was asked to ring, or has rung, with this reference. See to it that somebody answers:',
        pack.phones.urgent,
      ),
      instead === 'administrators' && whatToDoLines(record, instead),
      spacedLine(
        'I keep trying: it comes to the channel once there is one. Does a new channel wait? Type “confirm channel”.',
      ),
    ],
  });
}

/**
 * Whom to ring, for a member of the MASH in their own chat. It answers the press alone and is not stored there, so what
 * becomes of the alert takes its place.
 */
export function numberCard(record: CaseRecord, referral: SubmittedReferral, pack: Pack, link: string | undefined) {
  const holder = holderLines(record);
  const isFree = referral.status === 'awaiting-decision' && !isTaken(referral);
  return caseNotice(record.id, {
    lines: [line('Ring the referrer', 'bold'), wishLine(record), holder.length > 0 ? holder : whoRefers(record, pack)],
    buttons: [isFree && onItButton(record)],
    link,
  });
}

function nobodyHasIt(record: CaseRecord): string {
  const words = onWords(record);
  return words
    ? `${words}, but nobody has told me they have this referral.`
    : 'Nobody at the MASH has told me they have this.';
}

/** Asks the referrer to ring, because nobody at the MASH has answered. */
export function nobodyHasItCard(record: CaseRecord, pack: Pack) {
  const isUnreached = unreachedSince(record) !== undefined;
  // A referral that is not in writing has no receipt yet.
  const where = isUnwritten(referralOf(record.events)) ? '“My referrals”' : 'Your receipt';
  return cardAbout(record.id, pack, {
    summary: `Referral ${record.id}: please ring ${pack.phones.urgent}`,
    heading: 'Please ring now',
    blocks: [ringTheMash(isUnreached ? couldNotAlert : nobodyHasIt(record), record.id, pack.phones)],
    after: [
      line(
        `${isUnreached ? 'I keep trying.' : 'I am telling the MASH managers and the person above them.'} ${where} shows when somebody has it.`,
        'small',
        'Medium',
      ),
    ],
  });
}

/** Who was told of an urgent referral, and what happens next, until somebody answers. */
export const face = {
  blocks({ record, pack }) {
    const alarm = alarmClock(record, pack);
    const unreached = unreachedLines(record);
    const tellings = alarm
      ? record.events.filter(({ at }) => at >= alarm.start).flatMap((event) => tellingsOf(record, event))
      : [];
    const lastUpTo = tellings
      .map((each) => each.upTo)
      .sort()
      .at(-1);
    if (!alarm || !lastUpTo) return [coloured('attention', unreached)];
    const next = nextStep(alarm, lastUpTo);
    const nextWords = next?.what === 'up' ? 'all managers and the escalation contact' : 'the referrer is told to ring';
    return [
      coloured('attention', [
        line(onWords(record) ? `${onWords(record)}. Nobody has taken it yet` : 'Nobody has answered yet', 'bold'),
        tellings.map(({ at, who }) => `Alarm sent at ${clock(at)}: ${who}.`),
        next && `At ${clock(next.at)}, if nobody takes it: ${nextWords}.`,
        unreached,
      ]),
    ];
  },
} satisfies Face;

/**
 * Lists the people whom reminders do not reach at present. The case holds no name for somebody who never did anything
 * in it.
 */
function unreachedLines(record: CaseRecord): Line[] {
  const unreached = record.status === 'awaiting-decision' ? unreachedPeople(record) : [];
  const [since] = unreached.map((each) => each.since).sort();
  if (!since) return [];
  const knownNames = unreached.flatMap(({ person }) => record.facts.names[person] ?? []);
  const unnamed = unreached.length - knownNames.length;
  const others =
    unnamed === 0 ? [] : [`${unnamed} ${knownNames.length > 0 ? 'more' : unnamed === 1 ? 'person' : 'people'}`];
  return [spacedBoldLine(`Teams does NOT reach ${[...knownNames, ...others].join(', ')}, since ${clockAndDay(since)}`)];
}

/**
 * Who was told by one event of the alarm, and when. A report that a child is missing counts too: it goes to
 * every manager at once. `upTo`: the latest mark of the clock that had been reached.
 */
function tellingsOf(record: CaseRecord, event: CaseEvent) {
  const { at } = event;
  if (event.type === 'ChildMissing') {
    const isAnswer = submitted(record).missing.find(({ number }) => number === event.number)?.isAnswer;
    return [
      { at, upTo: at, who: `all managers, ${isAnswer ? 'whether the police know' : 'that the child is missing'}` },
    ];
  }
  if (!isAlarm(event) || !(event.remind || event.escalate || event.overdue)) return [];
  return [{ at, upTo: event.upTo, who: whoWasTold(record, event) }];
}
