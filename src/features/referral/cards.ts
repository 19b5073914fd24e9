import type { Instant } from '../../base/time.ts';
import { caseNotice } from '../../cards/about-case.ts';
import { adviserLines } from '../../cards/contact.ts';
import { managerNameAndRole } from '../../cards/decided.ts';
import type { OnReceipt } from '../../cards/face.ts';
import { behind } from '../../cards/fitted.ts';
import { clock, clockAndDay, clockAndLongDay } from '../../cards/london.ts';
import {
  coloured,
  type Lines,
  line,
  mixed,
  plain,
  ring,
  spacedBoldLine,
  spacedLine,
  spacedSmallLine,
} from '../../cards/parts.ts';
import { cardAbout, couldNotAlert, whoHasIt } from '../../cards/to-referrer.ts';
import { carerBlock } from '../../cards/warnings.ts';
import { onWords } from '../../cards/who-and-when.ts';
import { unreachedSince } from '../../case/alarms.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isNotDelivered, wasEverDecided } from '../../case/standing.ts';
import { isUnwritten, referralOf, type SubmittedReferral, seenAt } from '../../case/state.ts';
import { firstToAsk } from '../../draft/shown-when.ts';
import type { Pack } from '../../protocol/pack.ts';

/**
 * Asks the referrer to phone, because Teams did not confirm in time that the MASH has the referral. The MASH may or may not
 * have it.
 */
export function notDeliveredCard(record: CaseRecord, pack: Pack) {
  return cardAbout(record.id, pack, {
    summary: `${record.id} is not confirmed yet. Please phone`,
    heading: 'Not confirmed yet',
    blocks: [
      coloured('attention', [
        ring('Please phone now:', pack.phones.urgent, 'large', 'None'),
        mixed('Small', 'Give the reference ', ['bold', record.id]),
      ]),
      plain([
        'I do not know yet whether the MASH has it.',
        isUnwritten(referralOf(record.events))
          ? 'That you rang, or that the child is missing, is saved. I keep trying.'
          : 'Your referral is saved. I keep trying, and your receipt shows when it is delivered.',
      ]),
    ],
  });
}

/** Replaces "Not confirmed yet. Please phone" once the referral is delivered. */
export function deliveredAfterAllCard(record: CaseRecord, { deliveredAt }: SubmittedReferral, pack: Pack) {
  const when = deliveredAt ? `: ${clockAndDay(deliveredAt)}` : '';
  const words = `It took longer than it should${when}. You need not phone about this any more.`;
  return cardAbout(record.id, pack, {
    summary: `${record.id} is delivered`,
    heading: 'Delivered to the MASH',
    blocks: [plain([words], 'Small')],
  });
}

/** Tells the referrer, once, that the decision is overdue. */
export function decisionOverdueCard(record: CaseRecord, referral: SubmittedReferral, pack: Pack) {
  const words = [
    `It was due by ${clockAndDay(referral.decisionDue)}.`,
    whoHasIt(record, referral),
    whoHears(record, referral, pack),
    !unreachedSince(record) && ring('You may ring:', pack.phones.urgent),
  ];
  return cardAbout(record.id, pack, {
    summary: `${record.id}: the decision is overdue`,
    heading: 'The decision is overdue',
    blocks: [plain(words, 'Small'), carerBlock(record)],
  });
}

/**
 * Tells the referrer who is being reminded once the decision is overdue, or to ring now if nobody can be reached. It
 * does not claim that the reminders arrive, because that is not known while they are being sent.
 */
function whoHears(record: CaseRecord, { toldOverdue }: SubmittedReferral, { phones }: Pack): Lines {
  if (unreachedSince(record))
    return ring(`${couldNotAlert} Ring now, and say ${record.id}:`, phones.urgent, 'large', 'Small');
  return [toldOverdue && spacedLine('The bot is reminding the MASH managers and the person above them.')];
}

/** Tells administrators that a referral is stored but not confirmed in the MASH channel. */
export function undeliveredAlertCard(record: CaseRecord, referral: SubmittedReferral) {
  return caseNotice(record.id, {
    summary: ' is not confirmed in the MASH channel',
    lines: [
      line('Not confirmed in the MASH channel', 'bold'),
      `Sent at ${clockAndDay(referral.submittedAt)}. The referrer was asked to phone. I keep trying.`,
      spacedLine('Check that the app is in the MASH team and may write in the channel.'),
    ],
  });
}

/** The referral's own part of the receipt: how far it is, and whom to ring. @source Protocol 8.2 */
export const receipt: OnReceipt = {
  top: ({ referral }) => [
    line(
      isUnwritten(referral) ? 'Not sent in writing' : `Referral · sent ${clockAndLongDay(referral.submittedAt)}`,
      'small',
    ),
  ],
  first: ({ record, referral, pack }) => [isNotDelivered(record, referral) && undeliveredBlock(record.id, pack)],
  progress: ({ record, referral, pack }) => [
    awaitedLines(record, referral, pack),
    behind(2, [
      line(deliveryWords(referral, isNotDelivered(record, referral)), 'plain', 'Medium'),
      steps(record, referral).map(spacedLine),
    ]),
  ],
  last: ({ record, pack: { phones } }, hasNumber) => [
    carerBlock(record),
    plain([
      !hasNumber && [
        ring('If things change or you are worried about waiting, ring', phones.urgent, 'bold', 'None'),
        phones.outOfHours === phones.urgent
          ? behind(1, [line('Out of hours: same number', 'small')])
          : ring('Out of hours, ring', phones.outOfHours),
      ],
      spacedLine('Child missing: ring the police first, then the MASH.'),
    ]),
  ],
  more: ({ record, pack }) => [
    line('Talk it through', 'bold'),
    firstToAsk(pack, record.facts.answers).flatMap((contact) => adviserLines(contact)),
    adviceLine(pack),
    spacedSmallLine(`${pack.hours}.`),
  ],
};

function steps(record: CaseRecord, referral: SubmittedReferral): string[] {
  const by = (id: string, at: Instant) => `at ${clockAndDay(at)} by ${managerNameAndRole(record, id)}`;
  const seen = seenAt(referral);
  if (referral.status === 'awaiting-decision' && !seen && !referral.deliveredAt) return []; // it is still being sent
  const first = seen
    ? `✓  Seen by the MASH at ${clock(seen)}`
    : ['○  Not yet seen by the MASH', onWords(record)].filter(Boolean).join('. ');
  if (referral.status === 'decided') {
    const { correction } = referral;
    const corrected = correction ? [`✓  Corrected ${by(correction.by, correction.at)}`] : [];
    return [first, `✓  Decided ${by(referral.decidedBy, referral.decidedAt)}`, ...corrected];
  }
  const { reopening } = referral;
  const holder = whoHasIt(record, referral);
  const again = reopening ? [`○  Deciding again, since ${clockAndDay(reopening.at)}`] : []; // else it says when it is due
  return [[first, holder].filter(Boolean).join('. '), ...again];
}

/** Whom the referrer can talk it through with. @source Protocol 8.1 */
function adviceLine({ contacts }: Pack) {
  const advice = contacts.find(({ when, phone }) => when === 'advice' && phone !== undefined);
  return advice ? adviserLines(advice, 'In office hours: ') : [];
}

function awaitedLines(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Lines {
  if (referral.status === 'decided') return [];
  return [
    mixed('None', 'Decision due by ', ['large', clockAndDay(referral.decisionDue)]),
    referral.toldOverdue && spacedBoldLine('The decision is overdue.'),
    whoHears(record, referral, pack),
    behind(wasEverDecided(referral) ? 2 : 1, [
      spacedLine(`I will tell you here.${wasEverDecided(referral) ? ' Until then what was decided stands.' : ''}`),
    ]),
  ];
}

function deliveryWords({ deliveredAt }: SubmittedReferral, notDelivered: boolean) {
  if (deliveredAt) return `✓  Delivered to the MASH at ${clock(deliveredAt)}`;
  return notDelivered ? '✕  Not confirmed yet' : '○  Sending to the MASH…';
}

function undeliveredBlock(id: string, pack: Pack) {
  return coloured('attention', [
    line('Not confirmed yet', 'large'),
    'I do not know yet whether the MASH has it.',
    ring('Please phone now:', pack.phones.urgent, 'large'),
    mixed('None', 'Give the reference ', ['bold', id]),
    spacedLine('Your referral is saved. I keep trying and tell you here the moment it is delivered.'),
  ]);
}
