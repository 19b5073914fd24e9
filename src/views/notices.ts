import { carerBlock } from '../cards/carer.ts';
import { clockAndDay, clockAndLongDay } from '../cards/london.ts';
import { button, coloured, line, mixed, plain, ring } from '../cards/parts.ts';
import { type Card, referrerCard } from '../cards/template.ts';
import { warned } from '../cards/warned.ts';
import type { CaseRecord } from '../case/record.ts';
import { isShown } from '../case/shown.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { myReferrals, open } from '../features/own-cases/verbs.ts';
import type { Pack } from '../protocol/pack.ts';
import { reminding } from './receipt.ts';

/** The referral could not be put before the MASH in time: the referrer phones. */
export function notDeliveredCard(record: CaseRecord, pack: Pack): Card {
  return referrerCard({
    summary: `${record.id} is NOT delivered. Please phone`,
    top: [line(record.id, 'bold')],
    heading: 'NOT delivered to the MASH yet',
    headingSize: 'Large',
    blocks: [
      coloured('attention', [
        ...ring('Please phone now:', pack.phones.urgent, 'large', 'None'),
        mixed('Small', 'Give the reference ', ['bold', record.id]),
      ]),
      plain([line('Your referral is saved. I keep trying, and your receipt shows when it is delivered.')]),
    ],
    inputs: [],
    rows: [],
    after: [],
    emergency: pack.emergency,
  });
}

/** Takes the place of "NOT delivered. Please phone" once the referral is there. */
export function deliveredAfterAllCard(record: CaseRecord, { deliveredAt }: SubmittedReferral, pack: Pack): Card {
  return referrerCard({
    summary: `${record.id} is delivered`,
    top: [line(record.id, 'bold')],
    heading: 'Delivered to the MASH',
    headingSize: 'Large',
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
    inputs: [],
    rows: [],
    after: [],
    emergency: pack.emergency,
  });
}

/** Said once to the referrer when the decision is overdue. */
export function decisionOverdueCard(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Card {
  return referrerCard({
    summary: `${record.id}: the decision is overdue`,
    top: [line(record.id, 'bold')],
    heading: 'The decision is overdue',
    headingSize: 'Large',
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
    inputs: [],
    rows: [],
    after: [],
    emergency: pack.emergency,
  });
}

const whoSaw = (record: CaseRecord): string =>
  isShown(record) ? 'the MASH sees only that you rang, or that the child is missing' : 'nobody has seen it';

/** A nudge about a draft that was left, or about a telephone call that is not yet confirmed in writing. */
export function draftReminderCard(
  record: CaseRecord,
  {
    clock,
    due,
    overdue,
    late,
  }: { clock: 'idleDraft' | 'writtenConfirmation'; due?: string; overdue: boolean; late: boolean },
  pack: Pack,
): Card {
  const idle = clock === 'idleDraft';
  return referrerCard({
    summary: idle
      ? 'MASH Referrals: you have a check that is not sent'
      : 'MASH Referrals: your phone call needs a written referral',
    top: late ? [line('Late: I could not tell you in time', 'small')] : [],
    heading: idle ? 'Your check is not sent' : 'You phoned. Please write too.',
    headingSize: 'Large',
    blocks: [
      plain(
        idle
          ? [
              line(`You began it at ${clockAndLongDay(record.startedAt)}. It is saved, and ${whoSaw(record)}.`),
              ...warned(pack, 'nudge', record.facts.answers),
            ]
          : [
              line(
                overdue ? `It was due by ${due}. Send it now: late is better than not.` : `It is due by ${due}. (§8.2)`,
              ),
            ],
        'Small',
      ),
    ],
    inputs: [],
    rows: [
      {
        spacing: 'Medium',
        buttons: [
          button(open, 'Go on', { case: record.id, below: true }, { style: 'positive' }),
          button(myReferrals, 'My referrals', { below: true }),
        ],
      },
    ],
    after: [],
    emergency: pack.emergency,
  });
}
