import type { Instant } from '../../base/time.ts';
import { carerBlock } from '../../cards/card-warnings.ts';
import { adviserLines } from '../../cards/contact.ts';
import { managerNameAndRole } from '../../cards/decision-words.ts';
import type { OnReceipt } from '../../cards/face.ts';
import { clock, clockAndDay, clockAndLongDay } from '../../cards/london.ts';
import { type Block, coloured, type Line, line, mixed, plain, ring } from '../../cards/parts.ts';
import { wasEverDecided } from '../../case/ever-decided.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isNotDelivered } from '../../case/shown.ts';
import { isUnwritten, type SubmittedReferral, seenAt } from '../../case/state.ts';
import { firstToAsk } from '../../check/advice-order.ts';
import type { Pack } from '../../protocol/pack.ts';
import { whoHears } from './notices.ts';

/** The referral's own part of the receipt: how far it is, and whom to ring. @source Protocol 8.2 */
export const receipt: OnReceipt = {
  top: ({ referral }) => [
    line(
      isUnwritten(referral) ? 'Not sent in writing' : `Referral · sent ${clockAndLongDay(referral.submittedAt)}`,
      'small',
    ),
  ],
  first: ({ record, referral, pack }) => (isNotDelivered(record, referral) ? [undeliveredBlock(record.id, pack)] : []),
  progress: ({ record, referral, pack }) => [
    ...awaitedLines(record, referral, pack),
    line(deliveryWords(referral, isNotDelivered(record, referral)), 'plain', 'Medium'),
    ...steps(record, referral).map((each) => line(each, 'plain', 'Small')),
  ],
  last: ({ record, pack }) => [
    ...carerBlock(record),
    plain([
      ...ring('If things change or you are worried about waiting, ring', pack.phones.urgent, 'bold', 'None'),
      ...whenShut(pack),
      ...firstToAsk(pack, record.facts.answers).flatMap((contact) =>
        adviserLines(contact, 'To talk it through first: '),
      ),
      ...adviceLine(pack),
      line('Child missing: ring the police first, then the MASH.', 'plain', 'Small'),
    ]),
  ],
};

function steps(record: CaseRecord, referral: SubmittedReferral): string[] {
  const by = (id: string, at: Instant) => `at ${clockAndDay(at)} by ${managerNameAndRole(record, id)}`;
  const seen = seenAt(referral);
  const first = seen ? `✓  Seen by the MASH at ${clock(seen)}` : '○  Not yet seen by the MASH';
  if (referral.status === 'decided') {
    const { correction } = referral;
    const corrected = correction.kind === 'corrected' ? [`✓  Corrected ${by(correction.by, correction.at)}`] : [];
    return [first, `✓  Decided ${by(referral.decidedBy, referral.decidedAt)}`, ...corrected];
  }
  const { reopening } = referral;
  const again = reopening.kind === 'reopened' && `○  Deciding again, since ${clockAndDay(reopening.at)}`;
  return [first, again || '○  Decision: not yet'];
}

function whenShut({ hours, phones }: Pack): Line[] {
  const same = phones.outOfHours === phones.urgent;
  if (same) return [line(`${hours}. When it is shut, the same number.`, 'small')];
  return [line(`${hours}. When it is shut, ring`, 'small'), line(phones.outOfHours, 'bold')];
}

/** Whom the referrer can talk it through with. @source Protocol 8.1 */
function adviceLine({ contacts }: Pack): Line[] {
  const advice = contacts.find(({ when, phone }) => when === 'advice' && phone !== undefined);
  return advice ? adviserLines(advice, 'To talk it through, in office hours: ') : [];
}

function awaitedLines(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Line[] {
  if (referral.status === 'decided') return [];
  return [
    mixed('None', 'Decision due by ', ['large', clockAndDay(referral.decisionDue)]),
    ...(referral.toldOverdue ? [line('The decision is overdue.', 'bold', 'Small')] : []),
    ...whoHears(record, referral, pack),
    line(
      `I will tell you here.${wasEverDecided(referral) ? ' Until then what was decided stands.' : ''}`,
      'plain',
      'Small',
    ),
  ];
}

function deliveryWords({ delivery }: SubmittedReferral, notDelivered: boolean): string {
  if (delivery.kind === 'delivered') return `✓  Delivered to the MASH at ${clock(delivery.at)}`;
  return notDelivered ? '✕  Not confirmed yet' : '○  Sending to the MASH…';
}

function undeliveredBlock(id: string, pack: Pack): Block {
  return coloured('attention', [
    line('Not confirmed yet', 'large'),
    line('I do not know yet whether the MASH has it.'),
    ...ring('Please phone now:', pack.phones.urgent, 'large'),
    mixed('None', 'Give the reference ', ['bold', id]),
    line('Your referral is saved. I keep trying and tell you here the moment it is delivered.', 'plain', 'Small'),
  ]);
}
