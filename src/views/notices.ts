import { carerBlock } from '../cards/card-warnings.ts';
import { clockAndDay } from '../cards/london.ts';
import { type Block, type Card, coloured, line, mixed, plain, referrerCard, ring } from '../cards/parts.ts';
import type { CaseRecord } from '../case/record.ts';
import { isUnwritten, referralOf, type SubmittedReferral } from '../case/state.ts';
import { unreachedSince } from '../case/unreached.ts';
import type { Pack } from '../protocol/pack.ts';
import { whoHears } from './receipt.ts';

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
