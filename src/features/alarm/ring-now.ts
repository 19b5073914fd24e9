import { type Instant, londonDay, longDay, plus } from '../../base/time.ts';
import type { SentCase } from '../../cards/face.ts';
import { policeIfGone, rungWords } from '../../cards/helpful.ts';
import { deniedIn, hasLeft, leavingsOf, leftIn } from '../../cards/leaving.ts';
import { clock, clockAndDay } from '../../cards/london.ts';
import {
  asLines,
  type Block,
  type Card,
  coloured,
  type Line,
  type Lines,
  line,
  plain,
  ring,
  shown,
  spacedBoldLine,
  spacedLine,
} from '../../cards/parts.ts';
import { askForMash, cardAbout, whoHasIt } from '../../cards/to-referrer.ts';
import { isAlarming, isRing, leftToNobody } from '../../case/alarms.ts';
import type { Entry } from '../../case/outbox.ts';
import { answeredProtection } from '../../case/protection.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isChildMissing, isTaken, lastReport, sightSaidAt } from '../../case/referral.ts';
import { wishOf } from '../../case/referrer-reach.ts';
import { noTimeSince } from '../../case/sight.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import { isUrgent, missingAgain, saidBack, saysOnlyPerhaps, urgencies } from '../../case/urgent.ts';
import { answerTo } from '../../draft/draft.ts';
import { isA } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { alarmClock, toOnDuty } from './clock.ts';

/** The number of Children’s Services, and the number for when it is shut if that differs. */
const servicesNumbers = (
  { urgent, outOfHours }: Pack['phones'],
  spacing: Line['spacing'],
  words = 'Ring Children’s Services now',
): Lines => [ring(words, urgent, 'large', spacing), outOfHours !== urgent && ring('Out of hours', outOfHours, 'large')];

/**
 * Who has the case, and when the referrer should ring if that person has not spoken to them: one time, which what they say
 * after that does not move.
 * @returns undefined while nobody has it, and once it is decided
 */
function notSpokenWords({ record, referral, pack: { clocks } }: SentCase) {
  const { allocation, status } = referral;
  if (status !== 'awaiting-decision' || allocation.kind === 'nobody' || !isTaken(referral)) return undefined;
  const by = plus(allocation.at, clocks.urgent.spokenWithin);
  const isWritten = wishOf(record.events)?.wish === 'message';
  const { at } = allocation;
  const wrote = record.events.findLast((event) => event.at >= at && isA('QuestionAsked', 'ReferrerMessaged')(event));
  const since = wrote
    ? `They wrote to you at ${clock(wrote.at)}. Can it not wait? Ring`
    : `Nobody has written to you by ${clock(by)}? Ring`;
  return `${whoHasIt(record, referral)} ${isWritten ? since : `Not spoken by ${clock(by)}? Ring`}`;
}

/**
 * Tells the referrer of an urgent case who has it now. It takes the place of “Please ring now”. Once it is left to nobody
 * again, it says since when.
 */
export function somebodyHasItCard(sent: SentCase): Card {
  const { id, events } = sent.record;
  const left = events[leftToNobody(events)];
  const isCalm = left && !isUrgent(sent.record, sent.pack);
  const ringIf = isCalm ? 'If it cannot wait, ring Children’s Services' : notSpokenWords(sent);
  return cardAbout(id, sent.pack, {
    summary: `Referral ${id}: ${left ? `nobody had it at ${clock(left.at)}` : 'the MASH has it'}`,
    heading: left ? `Nobody had it at ${clock(left.at)}` : 'The MASH has it',
    blocks: [plain([servicesNumbers(sent.pack.phones, 'None', ringIf), askForMash(id)])],
  });
}

/**
 * When the child leaves sight, in words, if that is before the decision is due. `gone`: that the time has passed, or that the
 * child had already left when it was said.
 */
function leavingTime({ record: { facts, changedAt, events }, referral }: SentCase) {
  const { status, leavesSight, sightSaid, decisionDue, submittedAt } = referral;
  if (status === 'decided') return undefined;
  if (leavesSight) {
    if (leavesSight >= decisionDue || sightSaid?.right === 'no') return undefined;
    const saidAt = sightSaidAt(referral);
    const isToday = londonDay(leavesSight) === londonDay(saidAt);
    const words = isToday ? clock(leavesSight) : clockAndDay(leavesSight);
    const left = leftIn(referral);
    const maybe = left === 'maybe' && `Your words of ${clock(saidAt)} may say that the child has left.`;
    const gone = left ? 'left' : hasLeft(referral, changedAt) && 'was to leave';
    const there = deniedIn(events);
    if (!left && gone && there && there.at >= leavesSight) return undefined; // they have not left, its author says
    const { leaves, soon, right } = sightSaid ?? { right: 'yes' };
    return { words: soon ? (leaves ?? 'soon') : `at ${words}`, gone, maybe, isSure: right === 'yes' };
  }
  const day = facts.answers.readings['leaves-sight']?.day;
  if (!day || day > londonDay(decisionDue)) return undefined;
  return { words: `on ${longDay(day)}`, gone: day < londonDay(submittedAt) && 'left', maybe: undefined, isSure: true };
}

/**
 * Asks the referrer to ring, because the child leaves before the MASH may have decided. At any hour it shows both
 * numbers of Children’s Services, the usual one and the one for when it is shut, if they differ.
 */
export function leavesSoonBlock(sent: SentCase): Block | undefined {
  const { record, referral, pack } = sent;
  const when = leavingTime(sent);
  if (!when && (referral.status === 'decided' || !noTimeSince(record, referral))) return undefined;
  const spacing = when && !when.gone ? 'None' : 'Small';
  const numbers = servicesNumbers(pack.phones, spacing, notSpokenWords(sent));
  const askFor = askForMash(record.id);
  const written = answerTo(record.facts.answers, 'leaves-sight');
  if (!when)
    return coloured('warning', [
      `${written ? `You wrote “${written}” for` : 'You left open'} when the child next leaves your sight. No time is known.`,
      spacedBoldLine('If that is before the MASH may have decided:'),
      numbers,
      askFor,
    ]);
  const back = saidBack(record);
  if (when.gone && back)
    return coloured('attention', [
      !referrerSaysMissing(referral) && line(backWords(back.at), 'bold'),
      'Gone again? Ring the police first (999), then press “Child is missing”.',
      numbers,
      askFor,
    ]);
  if (when.gone)
    return coloured('attention', [
      line(when.maybe || `By what you said, the child ${when.gone} ${when.words}.`, 'bold'),
      when.maybe && 'Has the child left? If not, type “no, still here”.',
      leavingsOf(referral)
        .slice(1)
        .map(
          ({ leavesSight }) =>
            leavesSight && spacedLine(`Was that somebody else? ${clock(leavesSight)} counts as well.`),
        ),
      ring(rungWords(record, sightSaidAt(referral)) ?? policeIfGone, '999', 'large'),
      'Then press “Child is missing”.',
      numbers,
      askFor,
    ]);
  return coloured('attention', [
    numbers,
    spacedBoldLine(
      `${when.isSure ? 'The' : 'If it is right, the'} child leaves ${when.words}, before the MASH may have decided.`,
    ),
    askFor,
    spacedLine('Gone already? Ring the police first (999), then press “Child is missing”.'),
  ]);
}

/**
 * The block on the receipt that asks the referrer to ring: whom, why, and who has it or was told. It stays until the
 * MASH decides, and longer while the child is missing.
 * @source Protocol 6.7, 8.2, 10.2
 */
export function ringNowBlock(sent: SentCase): Block[] {
  const { record, referral, pack } = sent;
  const why = reasons(sent);
  const leavesSoon = leavesSoonBlock(sent);
  if (!leavesSoon && why.length === 0) return [];
  const whoWasTold = toldLines(record, pack);
  // A block that only says that no leaving time is known is left out if there is another reason to ring.
  if (leavesSoon && (leavesSoon.style === 'attention' || why.length === 0))
    return [{ ...leavesSoon, lines: asLines([leavesSoon.lines, why, whoWasTold]) }];
  const isMissing = referrerSaysMissing(referral) && !(referral.found && !missingAgain(record));
  return [
    coloured('attention', [
      isMissing &&
        ring(rungWords(record, lastReport(referral.missing)?.at) ?? 'Ring the police first', '999', 'large', 'None'),
      servicesNumbers(pack.phones, isMissing ? 'Small' : 'None', notSpokenWords(sent)),
      why.map((each) => spacedBoldLine(each)),
      askForMash(record.id),
      whoWasTold,
    ]),
  ];
}

/** The only words that a lock screen shows: not even when the child leaves. @returns undefined if the referrer need not ring now */
export function ringNowSummary(sent: SentCase): string | undefined {
  const { record, referral } = sent;
  const when = leavingTime(sent);
  if (whoHasIt(record, referral) || (!when && reasons(sent).length === 0)) return undefined;
  return `Referral ${record.id}: please ring${when && !when.gone ? '' : ' now'}`;
}

const backWords = (at: Instant, what = 'back') =>
  `${what === 'back' ? `By what you said at ${clock(at)}, the child is back` : `You said at ${clock(at)} that the child is ${what}`}. It stays urgent until the MASH confirms it.`;

/**
 * Why to ring, apart from the child leaving the referrer’s sight. The referrer does not read what only the MASH knows.
 */
function reasons({ record, referral, pack }: SentCase): string[] {
  if (referral.status === 'joined') return [];
  const isAwaited = referral.status === 'awaiting-decision';
  const why = isAwaited ? urgencies(record, referral, pack).map((each) => each.why) : [];
  const { found } = referral;
  const back = found ? !missingAgain(record) && { ...found, what: 'found' as const } : saidBack(record);
  return shown<string>([
    referrerSaysMissing(referral) && (back ? backWords(back.at, back.what) : 'You said that the child is missing.'),
    why.includes('danger') &&
      (saysOnlyPerhaps(record, pack)
        ? 'By what you wrote, the child may be in danger.'
        : 'By what you said, the child is in danger, or about to be moved.'),
    why.includes('protection') && saysProtected(record) && 'By what you said, the child is in police protection.',
  ]);
}

const saysProtected = ({ author, events, facts }: CaseRecord) =>
  answeredProtection(facts.answers) !== undefined ||
  events.some((event) => event.type === 'ProtectionSaid' && event.by === author);

const referrerSaysMissing = (referral: SubmittedReferral) =>
  isChildMissing(referral) && referral.missing.some(({ byMash }) => !byMash);

/**
 * To whom the alarm was sent, according to what Teams accepted, and when to ring again. Empty once somebody at the MASH has the case.
 */
function toldLines(record: CaseRecord, pack: Pack): Line[] {
  const alarm = alarmClock(record, pack);
  if (!alarm) return [];
  const alerts = record.outbox.filter(
    (entry) =>
      isAlarming(entry.message) &&
      isRing(record, entry.message) &&
      entry.message.instead !== 'administrators' &&
      entry.addedAt >= alarm.start,
  );
  const sentAlerts = alerts.flatMap(({ addedAt, state }) => (state.kind === 'sent' ? [{ addedAt, at: state.at }] : []));
  const last = sentAlerts.at(-1);
  if (!last) return [];
  const wave = alerts.filter(({ addedAt }) => addedAt === last.addedAt);
  const sentTimes = sentAlerts.filter(({ addedAt }) => addedAt === last.addedAt).map(({ at }) => at);
  const at = sentTimes.sort().at(-1) ?? last.at;
  const byWhen = alarm.due && alarm.due > at ? ` by ${clock(alarm.due)}` : '';
  const who = sentTimes.length === wave.length ? recipientsOf(wave) : 'managers of the MASH';
  return [
    spacedLine(
      `I sent it to ${who} at ${clock(at)}. If nobody has ${wishOf(record.events)?.wish === 'message' ? 'written to' : 'rung'} you${byWhen}, ring again.`,
    ),
  ];
}

function recipientsOf(wave: Entry[]) {
  const alerts = wave.flatMap(({ message }) => (isAlarming(message) ? [message] : []));
  if (alerts.some(({ instead }) => instead)) return 'somebody at the MASH';
  if (alerts.some(({ as }) => as === toOnDuty)) return 'the managers on duty';
  return alerts.some(({ goesUp }) => goesUp) ? 'all managers and the person above them' : 'all managers';
}
