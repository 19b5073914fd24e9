import { clockAndDay } from '../cards/london.ts';
import { type Card, coloured, line, mixed, plain, referrerCard, ring } from '../cards/parts.ts';
import { carerBlock } from '../cards/reminders.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import type { Pack } from '../protocol/pack.ts';
import { reminding } from './receipt.ts';

/** The referral could not be put before the MASH in time: the referrer phones. */
export function notDeliveredCard(record: CaseRecord, pack: Pack): Card {
  return referrerCard({
    summary: `${record.id} is NOT delivered. Please phone`,
    top: [line(record.id, 'bold')],
    heading: 'NOT delivered to the MASH yet',
    blocks: [
      coloured('attention', [
        ...ring('Please phone now:', pack.phones.urgent, 'large', 'None'),
        mixed('Small', 'Give the reference ', ['bold', record.id]),
      ]),
      plain([line('Your referral is saved. I keep trying, and your receipt shows when it is delivered.')]),
    ],
    emergency: pack.emergency,
  });
}

/** Takes the place of "NOT delivered. Please phone" once the referral is there. */
export function deliveredAfterAllCard(record: CaseRecord, { deliveredAt }: SubmittedReferral, pack: Pack): Card {
  return referrerCard({
    summary: `${record.id} is delivered`,
    top: [line(record.id, 'bold')],
    heading: 'Delivered to the MASH',
    blocks: [
      plain(
        [
          line(
            `It took longer than it should${deliveredAt ? `: ${clockAndDay(deliveredAt)}` : ''}. You need not phone about this any more.`,
          ),
        ],
        'Small',
      ),
    ],
    emergency: pack.emergency,
  });
}

/** Said once to the referrer when the decision is overdue. */
export function decisionOverdueCard(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Card {
  return referrerCard({
    summary: `${record.id}: the decision is overdue`,
    top: [line(record.id, 'bold')],
    heading: 'The decision is overdue',
    blocks: [
      plain(
        [
          line(`It was due by ${clockAndDay(referral.decisionDue)}. ${reminding}`),
          ...ring('You may ring:', pack.phones.urgent),
        ],
        'Small',
      ),
      ...carerBlock(record),
    ],
    emergency: pack.emergency,
  });
}
