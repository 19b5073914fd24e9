import { clock } from '../../cards/london.ts';
import { type Block, coloured, type Line, line, mixed, ring } from '../../cards/parts.ts';
import type { Entry } from '../../case/outbox.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import { isAlarming } from '../../case/unreached.ts';
import { urgencies } from '../../case/urgent.ts';
import type { Pack } from '../../protocol/pack.ts';
import { alarmClock } from './clock.ts';
import { leavesSoon, leavesSoonSummary } from './leaves-soon.ts';

/** Red, on the receipt of an urgent referral until it is decided: whom to ring now, why, and who was told of it. @source Protocol 6.7, 8.2, 10.2 */
export function ringNowBlock(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Block[] {
  const why = reasons(record, referral, pack);
  const [soon] = leavesSoon(record, referral, pack);
  if (!soon && why.length === 0) return [];
  const told = toldLines(record, pack);
  // “If that is before …” is no word for a child in danger: then the referrer rings, whatever the time was.
  if (soon && (soon.style === 'attention' || why.length === 0))
    return [{ ...soon, lines: [...soon.lines, ...why.map((each) => line(each)), ...told] }];
  const { urgent, outOfHours } = pack.phones;
  return [
    coloured('attention', [
      ...(isGone(referral) ? ring('Ring the police first', '999', 'large', 'None') : []),
      ...ring('Ring Children’s Services now', urgent, 'large', isGone(referral) ? 'Small' : 'None'),
      ...(outOfHours === urgent ? [] : ring('When it is shut', outOfHours, 'large')),
      ...why.map((each) => line(each, 'bold', 'Small')),
      mixed('Small', 'Ask for the MASH. Your reference is ', ['bold', record.id], '.'),
      ...told,
    ]),
  ];
}

/** All that a lock screen shows of it; undefined where the referrer need not ring now. */
export const ringNowSummary = (record: CaseRecord, referral: SubmittedReferral, pack: Pack): string | undefined =>
  leavesSoonSummary(record, referral) ??
  (reasons(record, referral, pack).length > 0 ? `Referral ${record.id}: please ring now` : undefined);

/** Why it is urgent, beside that the child leaves sight. What the MASH alone knows of is not the referrer's to read. */
function reasons(record: CaseRecord, referral: SubmittedReferral, pack: Pack): string[] {
  if (referral.status !== 'awaiting-decision') return [];
  const why = urgencies(record, referral, pack).map((each) => each.why);
  return [
    ...(isGone(referral) ? ['You said that the child is missing.'] : []),
    ...(why.includes('danger') ? ['By what you said, the child is in danger, or about to be moved.'] : []),
    ...(why.includes('protection') ? ['By what you said, the child is in police protection.'] : []),
  ];
}

const isGone = ({ missing, finding }: SubmittedReferral): boolean =>
  finding.kind === 'not-found' && missing.some(({ byMash }) => !byMash);

/** Who was told, by what Teams took, and when to ring again; nothing once somebody of the MASH has it. */
function toldLines(record: CaseRecord, pack: Pack): Line[] {
  const alarm = alarmClock(record, pack);
  if (!alarm) return [];
  const calls = record.outbox.filter(
    (entry) =>
      isAlarming(entry.message) &&
      isCall(entry) &&
      entry.message.instead !== 'administrators' &&
      entry.addedAt >= alarm.start,
  );
  const sent = calls.flatMap(({ addedAt, state }) => (state.kind === 'sent' ? [{ addedAt, at: state.at }] : []));
  const last = sent.at(-1);
  if (!last) return [];
  const wave = calls.filter(({ addedAt }) => addedAt === last.addedAt);
  const told = sent.filter(({ addedAt }) => addedAt === last.addedAt).map(({ at }) => at);
  const at = told.sort().at(-1) ?? last.at;
  const again = alarm.due && alarm.due > at ? ` by ${clock(alarm.due)}` : '';
  const who = told.length === wave.length ? whoIn(wave) : 'Managers of the MASH';
  return [
    line(
      `${who} ${who.startsWith('Somebody') ? 'was' : 'were'} told at ${clock(at)}. If nobody has rung you${again}, ring again.`,
      'plain',
      'Small',
    ),
  ];
}

const isCall = ({ message }: Entry): boolean => message.kind === 'urgent-ring' || message.kind === 'missing-alert';

function whoIn(wave: Entry[]): string {
  if (wave.some(({ message }) => isAlarming(message) && message.instead)) return 'Somebody at the MASH';
  const as = wave.flatMap(({ message }) => (message.kind === 'urgent-ring' ? [message.as] : []));
  if (as.includes('on-duty')) return 'The managers on duty';
  return as.includes('escalation') ? 'All managers and the person above them' : 'All managers';
}

/** Whether this was the last call of its kind that was on its way: then the referrer's receipt can say who was told. */
export const isToldNow = ({ outbox }: Pick<CaseRecord, 'outbox'>, entry: Entry): boolean =>
  isCall(entry) && !outbox.some((each) => isCall(each) && each.state.kind === 'waiting' && !each.unreached);
