import { clockAndLongDay } from '../../cards/london.ts';
import { button, type Card, line, plain, referrerCard } from '../../cards/parts.ts';
import { warned } from '../../cards/reminders.ts';
import { myReferrals, open } from '../../cards/verbs.ts';
import { type CaseRecord, ownAnswers } from '../../case/record.ts';
import { isShown } from '../../case/shown.ts';
import type { Pack } from '../../protocol/pack.ts';

export const whoHasSeenIt = (record: CaseRecord): string =>
  isShown(record) ? 'the MASH sees only that you rang, or that the child is missing' : 'nobody has seen it';

interface Left {
  clock: 'idleDraft' | 'writtenConfirmation';
  due?: string | undefined;
  overdue: boolean;
  late: boolean; // the nudge itself
}

/** A nudge about a draft that was left, or about a telephone call that is not yet confirmed in writing. */
export function draftReminderCard(record: CaseRecord, { clock, due, overdue, late }: Left, pack: Pack): Card {
  const idle = clock === 'idleDraft';
  const lines = idle
    ? [
        line(`You began it at ${clockAndLongDay(record.startedAt)}. It is saved, and ${whoHasSeenIt(record)}.`),
        ...warned(pack, 'nudge', ownAnswers(record)),
      ]
    : [line(overdue ? `It was due by ${due}. Send it now: late is better than not.` : `It is due by ${due}. (§8.2)`)];
  return referrerCard({
    summary: idle
      ? 'MASH Referrals: you have a check that is not sent'
      : 'MASH Referrals: your phone call needs a written referral',
    top: late ? [line('Late: I could not tell you in time', 'small')] : [],
    heading: idle ? 'Your check is not sent' : 'You phoned. Please write too.',
    blocks: [plain(lines, 'Small')],
    rows: [
      [
        button(open, 'Go on', { case: record.id, below: true }, { style: 'positive' }),
        button(myReferrals, 'My referrals', { below: true }),
      ],
    ],
    emergency: pack.emergency,
  });
}
