import { clockAndDay } from '../cards/london.ts';
import { type Block, type Card, coloured, line, mixed, plain, referrerCard, ring } from '../cards/parts.ts';
import { carerBlock } from '../cards/reminders.ts';
import type { CaseRecord } from '../case/record.ts';
import { isUnwritten, referralOf, type SubmittedReferral } from '../case/state.ts';
import { unreachedSince } from '../case/unreached.ts';
import type { Pack } from '../protocol/pack.ts';
import { whoHears } from './receipt.ts';

/** Teams has not said in time that the MASH has the referral: it may have, or not. The referrer phones. */
export function notDeliveredCard(record: CaseRecord, pack: Pack): Card {
  return told(record, pack, {
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

/** Takes the place of "Not confirmed yet. Please phone" once the referral is there. */
export function deliveredAfterAllCard(record: CaseRecord, { delivery }: SubmittedReferral, pack: Pack): Card {
  const when = delivery.kind === 'delivered' ? `: ${clockAndDay(delivery.at)}` : '';
  const words = line(`It took longer than it should${when}. You need not phone about this any more.`);
  return told(record, pack, {
    summary: `${record.id} is delivered`,
    heading: 'Delivered to the MASH',
    blocks: [plain([words], 'Small')],
  });
}

/** Said once to the referrer when the decision is overdue. */
export function decisionOverdueCard(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Card {
  const words = [line(`It was due by ${clockAndDay(referral.decisionDue)}.`), ...whoHears(record, referral, pack)];
  const alsoRing = unreachedSince(record) ? [] : ring('You may ring:', pack.phones.urgent);
  return told(record, pack, {
    summary: `${record.id}: the decision is overdue`,
    heading: 'The decision is overdue',
    blocks: [plain([...words, ...alsoRing], 'Small'), ...carerBlock(record)],
  });
}

function told(
  { id }: CaseRecord,
  { emergency }: Pack,
  card: { summary: string; heading: string; blocks: Block[] },
): Card {
  return referrerCard({ ...card, top: [line(id, 'bold')], emergency });
}
