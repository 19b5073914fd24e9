import { clock } from '../../cards/london.ts';
import { type Block, coloured, type Line, line, ring } from '../../cards/parts.ts';
import { isAlarming, isRing } from '../../case/alarms.ts';
import type { Entry } from '../../case/outbox.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import { urgencies } from '../../case/urgent.ts';
import type { Pack } from '../../protocol/pack.ts';
import { alarmClock } from './clock.ts';
import { leavesSoonBlocks, leavesSoonSummary } from './leaves-soon.ts';
import { askForMash, servicesNumbers } from './ring-lines.ts';
import { toOnDuty } from './told.ts';

/**
 * The block on the receipt that asks the referrer to ring: whom, why, and who was told. It stays until the MASH
 * decides.
 * @source Protocol 6.7, 8.2, 10.2
 */
export function ringNowBlock(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Block[] {
  const why = reasons(record, referral, pack);
  const [leavesSoon] = leavesSoonBlocks(record, referral, pack);
  if (!leavesSoon && why.length === 0) return [];
  const whoWasTold = toldLines(record, pack);
  // A block that only says that no leaving time could be read is left out if there is another reason to ring.
  if (leavesSoon && (leavesSoon.style === 'attention' || why.length === 0))
    return [{ ...leavesSoon, lines: [...leavesSoon.lines, ...why.map((each) => line(each)), ...whoWasTold] }];
  const isMissing = referrerSaysMissing(referral);
  return [
    coloured('attention', [
      ...(isMissing ? ring('Ring the police first', '999', 'large', 'None') : []),
      ...servicesNumbers(pack.phones, isMissing ? 'Small' : 'None'),
      ...why.map((each) => line(each, 'bold', 'Small')),
      askForMash(record.id),
      ...whoWasTold,
    ]),
  ];
}

/** The only words that a lock screen shows. @returns undefined if the referrer need not ring now */
export const ringNowSummary = (record: CaseRecord, referral: SubmittedReferral, pack: Pack): string | undefined =>
  leavesSoonSummary(record, referral) ??
  (reasons(record, referral, pack).length > 0 ? `Referral ${record.id}: please ring now` : undefined);

/**
 * Why to ring, apart from the child leaving the referrer’s sight. The referrer does not read what only the MASH knows.
 */
function reasons(record: CaseRecord, referral: SubmittedReferral, pack: Pack): string[] {
  if (referral.status !== 'awaiting-decision') return [];
  const why = urgencies(record, referral, pack).map((each) => each.why);
  return [
    ...(referrerSaysMissing(referral) ? ['You said that the child is missing.'] : []),
    ...(why.includes('danger') ? ['By what you said, the child is in danger, or about to be moved.'] : []),
    ...(why.includes('protection') ? ['By what you said, the child is in police protection.'] : []),
  ];
}

const referrerSaysMissing = ({ missing, finding }: SubmittedReferral): boolean =>
  finding.kind === 'not-found' && missing.some(({ byMash }) => !byMash);

/**
 * Who was told, according to what Teams accepted, and when to ring again. Empty once somebody at the MASH has the case.
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
  const who = sentTimes.length === wave.length ? recipientsOf(wave) : 'Managers of the MASH';
  return [
    line(
      `${who} ${who.startsWith('Somebody') ? 'was' : 'were'} told at ${clock(at)}. If nobody has rung you${byWhen}, ring again.`,
      'plain',
      'Small',
    ),
  ];
}

function recipientsOf(wave: Entry[]): string {
  const alerts = wave.flatMap(({ message }) => (isAlarming(message) ? [message] : []));
  if (alerts.some(({ instead }) => instead)) return 'Somebody at the MASH';
  if (alerts.some(({ as }) => as === toOnDuty)) return 'The managers on duty';
  return alerts.some(({ goesUp }) => goesUp) ? 'All managers and the person above them' : 'All managers';
}
