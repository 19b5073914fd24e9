import { londonDay, longDay } from '../../base/time.ts';
import { clock, clockAndDay, shortDue } from '../../cards/london.ts';
import { type Block, coloured, line, ring } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import { answerTo } from '../../check/draft.ts';
import type { Pack } from '../../protocol/pack.ts';
import { askForMash, servicesNumbers } from './ring-lines.ts';

/**
 * When the child leaves sight, in words, if that is before the decision is due.
 * `gone`: the child had already left when the referral was sent.
 */
function leavingTime(
  { facts }: CaseRecord,
  { status, leavesSight, decisionDue, submittedAt }: SubmittedReferral,
): { words: string; before: string; gone: boolean } | undefined {
  if (status === 'decided') return undefined;
  if (leavesSight) {
    if (leavesSight >= decisionDue) return undefined;
    const isToday = londonDay(leavesSight) === londonDay(submittedAt);
    const words = isToday ? clock(leavesSight) : clockAndDay(leavesSight);
    return { words: `at ${words}`, before: shortDue(leavesSight), gone: leavesSight <= submittedAt };
  }
  const day = facts.answers.readings['leaves-sight']?.day;
  if (!day || day > londonDay(decisionDue)) return undefined;
  return { words: `on ${longDay(day)}`, before: longDay(day), gone: day < londonDay(submittedAt) };
}

/**
 * Asks the referrer to ring, because the child leaves before the MASH may have decided. At any hour it shows both
 * numbers of Children’s Services, the usual one and the one for when it is shut, if they differ.
 */
export function leavesSoonBlocks(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Block[] {
  const when = leavingTime(record, referral);
  const unreadWords = unreadableTime(record, referral);
  if (!when && unreadWords === undefined) return [];
  const numbers = servicesNumbers(pack.phones, when && !when.gone ? 'None' : 'Small');
  const askFor = askForMash(record.id);
  if (!when)
    return [
      coloured('warning', [
        line(`You wrote “${unreadWords}” for when the child next leaves your sight. I could not read a time in it.`),
        line('If that is before the MASH may have decided:', 'bold', 'Small'),
        ...numbers,
        askFor,
      ]),
    ];
  if (when.gone)
    return [
      coloured('attention', [
        line(`By what you said, the child left ${when.words}.`, 'bold'),
        ...ring('If you do not know where they are, ring the police first', '999', 'large'),
        line('Then press “Child is missing”.'),
        ...numbers,
        askFor,
      ]),
    ];
  return [
    coloured('attention', [
      ...numbers,
      line(`The child leaves ${when.words}, before the MASH may have decided.`, 'bold', 'Small'),
      askFor,
      line('Gone already? Ring the police first (999), then press “Child is missing”.', 'plain', 'Small'),
    ]),
  ];
}

/**
 * What the referrer wrote about when the child leaves, if the bot could read no time in it. No alarm rings in that
 * case, so the referrer has to judge.
 */
function unreadableTime({ facts }: CaseRecord, { status }: SubmittedReferral): string | undefined {
  const { at, day } = facts.answers.readings['leaves-sight'] ?? {};
  return status === 'decided' || at || day ? undefined : answerTo(facts.answers, 'leaves-sight');
}

/** The only words that a lock screen shows. @returns undefined if the child does not leave before the decision */
export function leavesSoonSummary(record: CaseRecord, referral: SubmittedReferral): string | undefined {
  const when = leavingTime(record, referral);
  if (!when) return undefined;
  return `Referral ${record.id}: please ring ${when.gone ? 'now' : `before ${when.before}`}`;
}
