import { phoneCaller } from '../../base/people.ts';
import { caseNotice } from '../../cards/about-case.ts';
import type { OnReceipt, SentCase } from '../../cards/face.ts';
import { behind } from '../../cards/fitted.ts';
import { helpCard } from '../../cards/helpful.ts';
import { clock } from '../../cards/london.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import { type Button, button, type Card, line, plain, referrerCard, spacedLine } from '../../cards/parts.ts';
import { toMyReferrals } from '../../cards/to-referrer.ts';
import { numberWarning, wishLine } from '../../cards/who-refers.ts';
import type { CaseRecord } from '../../case/record.ts';
import { wishOf } from '../../case/referrer-reach.ts';
import type { RingWish } from '../../history/referral.ts';
import type { Pack } from '../../protocol/pack.ts';
import { numberButton } from '../alarm/state.ts';
import { sayRingWish } from './verbs.ts';

export const wishWords: Record<RingWish, string> = { ring: 'ring me', message: 'message only' };

/** Confirms what the author said, of which referrals, and what it does not do. */
export const wishSaidCard = (of: CaseRecord[], wish: RingWish, pack: Pack): Card =>
  referrerCard({
    summary: 'MASH Referrals',
    heading: `The MASH reads: ${wishWords[wish]}`,
    blocks: [
      plain([
        line(`For ${of.map(({ id }) => id).join(', ')}.`, 'bold'),
        wish === 'message'
          ? 'If it is urgent, the MASH may ring all the same.'
          : `I pass it on, and cannot make anybody ring. Can it not wait? Ring ${pack.phones.urgent}, day and night.`,
        'Has it changed? Type “ring me” or “message only”.',
      ]),
    ],
    rows: [[toMyReferrals]],
    pack,
  });

/** Asks an author who said “message only”, and whose words may allow more. */
export const mayRingCard = (pack: Pack): Card =>
  helpCard(pack, {
    heading: 'May the MASH ring you now?',
    lines: ['It reads: message only. If it may ring, type “ring me”.'],
    rows: [],
  });

/** Tells who has the case, in their own chat. It shows no number. */
export const wishHeardCard = (record: CaseRecord, { link }: Pick<NoticeView, 'link'>): Card =>
  caseNotice(record.id, {
    summary: ': how to reach the referrer',
    lines: [wishLine(record), numberWarning(record)],
    buttons: [numberButton(record)],
    link,
  });

/** On the receipt, until the MASH has decided: it is asked once, and can be changed. */
const wishButton =
  (wish: RingWish, title: string) =>
  ({ record, referral }: SentCase): Button | undefined =>
    referral.status !== 'awaiting-decision' ||
    referral.submittedBy === phoneCaller ||
    wishOf(record.events)?.wish === wish
      ? undefined
      : button(sayRingWish, title, { case: record.id, wish, below: true });

export const wishOnReceipt: OnReceipt = {
  progress({ record, referral }) {
    if (referral.status !== 'awaiting-decision') return [];
    const said = wishOf(record.events);
    return [
      said
        ? spacedLine(`You said at ${clock(said.saidAt ?? said.at)}: ${wishWords[said.wish]}.`)
        : behind(1, [spacedLine('May the MASH ring you, or is writing safer?')]),
    ];
  },
  buttons: { ringMe: wishButton('ring', 'Ring me'), messageOnly: wishButton('message', 'Message only') },
};
