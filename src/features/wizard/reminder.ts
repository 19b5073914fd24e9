import { warningLines } from '../../cards/card-warnings.ts';
import { clockAndLongDay } from '../../cards/london.ts';
import { button, type Card, line, plain, referrerCard } from '../../cards/parts.ts';
import { myReferrals, open } from '../../cards/verbs.ts';
import { type CaseRecord, ownAnswers } from '../../case/record.ts';
import { isShown } from '../../case/shown.ts';
import type { Pack } from '../../protocol/pack.ts';

/** Says who has seen a draft. */
export const whoHasSeenIt = (record: CaseRecord): string =>
  isShown(record) ? 'the MASH sees only that you rang, or that the child is missing' : 'nobody has seen it';

interface DraftReminder {
  clock: 'idleDraft' | 'writtenConfirmation';
  due?: string | undefined;
  overdue: boolean;
  late: boolean; // whether the reminder itself comes late
}

/** Reminds authors that they left a draft, or that their telephone call is not yet confirmed in writing. */
export function draftReminderCard(record: CaseRecord, { clock, due, overdue, late }: DraftReminder, pack: Pack): Card {
  const isIdle = clock === 'idleDraft';
  const lines = isIdle
    ? [
        line(`You began it at ${clockAndLongDay(record.startedAt)}. It is saved, and ${whoHasSeenIt(record)}.`),
        ...warningLines(pack, 'nudge', ownAnswers(record)),
      ]
    : [line(overdue ? `It was due by ${due}. Send it now: late is better than not.` : `It is due by ${due}. (§8.2)`)];
  return referrerCard({
    summary: isIdle
      ? 'MASH Referrals: you have a check that is not sent'
      : 'MASH Referrals: your phone call needs a written referral',
    top: late ? [line('Late: I could not tell you in time', 'small')] : [],
    heading: isIdle ? 'Your check is not sent' : 'You phoned. Please write too.',
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
