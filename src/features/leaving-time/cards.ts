import type { SentCase } from '../../cards/face.ts';
import { clock, clockAndDay } from '../../cards/london.ts';
import { type Block, button, type Card, type Lines, line, mainButton, plain, ring } from '../../cards/parts.ts';
import { cardAbout, toMyReferrals } from '../../cards/to-referrer.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import { addInformation } from '../information/verbs.ts';
import { type SaidTime, saidTimesOf } from './state.ts';
import { checkLeavingTime } from './verbs.ts';

/** Asks the author whether the bot read their time right, and then says what they answered. */
export function checkTimeCard({ id }: CaseRecord, said: SaidTime, pack: Pack): Card {
  const { number, leavesSight, at, right } = said;
  const isGone = leavesSight <= at;
  const answer = (is: 'yes' | 'no') => ({ case: id, number, right: is });
  return cardAbout(id, pack, {
    summary: `Referral ${id}`,
    heading: right ? 'Thank you' : 'Is the time right?',
    blocks: [
      plain([
        isGone ? 'By your words the child has left your sight:' : 'The child leaves your sight:',
        line(clockAndDay(leavesSight), 'large'),
        isGone && ring('If you do not know where they are, ring the police first', '999'),
        right && `You say that it is ${right === 'yes' ? 'right' : 'not right'}. The MASH reads that.`,
        whatFollows(said, 'they have spoken to you'),
      ]),
    ],
    rows: [
      right
        ? [right === 'no' && button(addInformation, 'Write the time', { case: id, below: true }), toMyReferrals]
        : [mainButton(checkLeavingTime, 'Yes', answer('yes')), button(checkLeavingTime, 'No', answer('no'))],
    ],
    after: [
      right === 'no' && line('Or type “add:” and when they leave.', 'small'),
      !right && line('Or type “yes” or “no”.', 'small'),
    ],
  });
}

const whatFollows = ({ isBelieved, before, right }: SaidTime, until: string) => {
  if (!isBelieved)
    return `It is later than ${before ? clock(before) : 'before'}. The alarm keeps the earlier time until ${until}.`;
  return right === 'no' && `The alarm keeps this time until ${until}.`;
};

const rightWords = { yes: 'they confirm it', no: 'they say that it is NOT RIGHT: ring them' };

/** What the MASH reads of one time: when it was said, whether it is confirmed, and whether the alarm runs to it. */
export const saidTimeLines = (said: SaidTime): Lines => [
  line(`${said.isBelieved ? 'Leaves sight' : 'A later time'}: ${clockAndDay(said.leavesSight)}`, 'bold'),
  `Read in their words of ${clock(said.at)}; ${said.right ? rightWords[said.right] : 'not confirmed yet'}.`,
  !said.isBelieved && 'A report: the alarm keeps the earlier time.',
];

const shownOnCard = 2;

/** On the shared card: the last times that the referrer gave after sending. */
export const saidTimeBlocks = ({ record }: SentCase): Block[] => [
  plain(saidTimesOf(record.events).slice(-shownOnCard).map(saidTimeLines)),
];
