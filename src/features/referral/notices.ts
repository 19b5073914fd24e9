import { carerBlock } from '../../cards/card-warnings.ts';
import { couldNotAlert } from '../../cards/could-not-alert.ts';
import { clockAndDay } from '../../cards/london.ts';
import {
  type Block,
  type Card,
  coloured,
  type Line,
  line,
  mixed,
  noticeCard,
  plain,
  referrerCard,
  ring,
} from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isUnwritten, referralOf, type SubmittedReferral } from '../../case/state.ts';
import { unreachedSince } from '../../case/unreached.ts';
import type { Pack } from '../../protocol/pack.ts';

/**
 * Asks the referrer to phone, because Teams did not confirm in time that the MASH has the referral. The MASH may or may not
 * have it.
 */
export function notDeliveredCard(record: CaseRecord, pack: Pack): Card {
  return noticeToReferrer(record, pack, {
    summary: `${record.id} is not confirmed yet. Please phone`,
    heading: 'Not confirmed yet',
    blocks: [
      coloured('attention', [
        ...ring('Please phone now:', pack.phones.urgent, 'large', 'None'),
        mixed('Small', 'Give the reference ', ['bold', record.id]),
      ]),
      plain([
        line('I do not know yet whether the MASH has it.'),
        line(
          isUnwritten(referralOf(record.events))
            ? 'That you rang, or that the child is missing, is saved. I keep trying.'
            : 'Your referral is saved. I keep trying, and your receipt shows when it is delivered.',
        ),
      ]),
    ],
  });
}

/** Replaces "Not confirmed yet. Please phone" once the referral is delivered. */
export function deliveredAfterAllCard(record: CaseRecord, { delivery }: SubmittedReferral, pack: Pack): Card {
  const when = delivery.kind === 'delivered' ? `: ${clockAndDay(delivery.at)}` : '';
  const words = line(`It took longer than it should${when}. You need not phone about this any more.`);
  return noticeToReferrer(record, pack, {
    summary: `${record.id} is delivered`,
    heading: 'Delivered to the MASH',
    blocks: [plain([words], 'Small')],
  });
}

/** Tells the referrer, once, that the decision is overdue. */
export function decisionOverdueCard(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Card {
  const words = [line(`It was due by ${clockAndDay(referral.decisionDue)}.`), ...whoHears(record, referral, pack)];
  const alsoRing = unreachedSince(record) ? [] : ring('You may ring:', pack.phones.urgent);
  return noticeToReferrer(record, pack, {
    summary: `${record.id}: the decision is overdue`,
    heading: 'The decision is overdue',
    blocks: [plain([...words, ...alsoRing], 'Small'), ...carerBlock(record)],
  });
}

function noticeToReferrer(
  { id }: CaseRecord,
  { emergency }: Pack,
  card: { summary: string; heading: string; blocks: Block[] },
): Card {
  return referrerCard({ ...card, top: [line(id, 'bold')], emergency });
}

/**
 * Tells the referrer who is being reminded once the decision is overdue, or to ring now if nobody can be reached. It
 * does not claim that the reminders arrive, because that is not known while they are being sent.
 */
export function whoHears(record: CaseRecord, { toldOverdue }: SubmittedReferral, { phones }: Pack): Line[] {
  if (unreachedSince(record))
    return [...ring(`${couldNotAlert} Ring now, and say ${record.id}:`, phones.urgent, 'large', 'Small')];
  return toldOverdue
    ? [line('The bot is reminding the MASH managers and the person above them.', 'plain', 'Small')]
    : [];
}

/** Tells administrators that a referral is stored but not confirmed in the MASH channel. */
export function undeliveredAlertCard(record: CaseRecord, referral: SubmittedReferral): Card {
  return noticeCard({
    summary: `${record.id} is not confirmed in the MASH channel`,
    heading: record.id,
    lines: [
      line('Not confirmed in the MASH channel', 'bold'),
      line(`Sent at ${clockAndDay(referral.submittedAt)}. The referrer was asked to phone. I keep trying.`),
      line('Check that the app is in the MASH team and may write in the channel.', 'plain', 'Small'),
    ],
  });
}
