import type { Reply } from '../../actions/context.ts';
import { numbers, numbersInWords, ringNow } from '../../cards/helpful.ts';
import {
  type Button,
  button,
  line,
  mainButton,
  plain,
  type ReferrerCard,
  referrerCard,
  ring,
} from '../../cards/parts.ts';
import { open } from '../../cards/verbs.ts';
import { practiceWords } from '../../cards/warnings.ts';
import { type CaseRecord, type ClockedCase, isOwnDraft } from '../../case/record.ts';
import { isShown } from '../../case/standing.ts';
import { referralOf } from '../../case/state.ts';
import { type CaseEvent, happened } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { inDoubt } from './step.ts';
import { notRung, rang } from './verbs.ts';

const writeLater = 'Ring now. Write later.';
const calledNobody = 'I have called nobody.';
const kept = 'All you wrote is kept.';
const unread = 'Nobody at the MASH has read this yet. Type “send”, and again if I ask: it goes with what is there.';
const notAnAnswer = `${kept} I did not take this as an answer.`;

/**
 * The answer to words of danger, whatever else is going on. It does not repeat them, because somebody may be looking at
 * the screen.
 * @param check   the open check; its answers stay as they are until the author replies
 * @param isAgain they have just read the numbers: one line has the most needed one
 * @param isAsked danger is what the check asks
 * @param rung    that they have rung, and when
 * @source safety rule SR1
 */
export function dangerReply(
  pack: Pack,
  check?: CaseRecord,
  { isAgain, isAsked, rung }: { isAgain?: boolean; isAsked?: boolean; rung?: string | undefined } = {},
): Reply {
  const asks = check && isOwnDraft(check) ? ['Type “yes” to mark the child as in danger, or “no” to carry on.'] : [];
  const first = [
    practiceWords(check ?? {}),
    numbersInWords(pack, rung),
    rung ? calledNobody : `${writeLater} ${calledNobody}`,
    ...(check ? [isAsked ? kept : notAnAnswer] : []),
  ];
  const isUnread = check && isOwnDraft(check) && !check.practice && !isShown(check);
  const again = [inDoubt(pack), isUnread ? unread : '', [...asks, kept].join(' ')];
  const text = (isAgain ? again : [...first, ...asks]).filter(Boolean).join('\n\n');
  return [{ text, isOfDanger: true }];
}

const isQuestion = (event: CaseEvent) => event.type === 'ClockReached' && event.clock === 'dangerDraft';

/**
 * Whether the bot may still ask “Did you ring?”: the case is a draft without a call, and its author has not said
 * “not yet”.
 */
export function mayStillAsk(record: ClockedCase) {
  const referral = referralOf(record.events);
  const saidNotYet = happened(record.events, 'NotRungYet');
  return referral.status === 'draft' && isOwnDraft(record) && referral.call.kind !== 'made' && !saidNotYet;
}

/** Whether the bot asked “Did you ring?” and nothing was answered since. Words typed now answer that question. */
export function isDidYouRingPending(record: CaseRecord) {
  const asked = record.events.findLast(isQuestion);
  return asked !== undefined && record.answeredAt <= asked.at && mayStillAsk(record);
}

/** Asks in the author's own chat. It says nothing about the child, because somebody may be looking at the screen. */
export function didYouRingCard(record: CaseRecord, pack: Pack) {
  const isAgain = record.events.filter(isQuestion).length > 1;
  const lines = [
    line('Your check is not sent: nobody at the MASH has your answers.', 'bold'),
    !isAgain && ring('If you have not, ring Children’s Services now:', pack.phones.urgent, 'large'),
  ];
  return ringCard(record, pack, button(notRung, 'Not yet', { case: record.id, below: true }), {
    heading: 'Did you ring?',
    blocks: [isAgain && numbers(pack), plain(lines, 'Small')],
    after: [line('Or type “yes I rang” or “not yet”.', 'small')],
  });
}

/** The author has not rung yet, so the card shows the numbers. */
export const notRungCard = (record: CaseRecord, pack: Pack) =>
  ringCard(record, pack, button(open, 'Go on', { case: record.id, below: true }), {
    heading: ringNow,
    blocks: [numbers(pack), plain([line(`${writeLater} ${calledNobody}`, 'bold')], 'Small')],
    after: [line('When you have rung, press or type “I rang”.', 'small')],
  });

const ringCard = (
  { id }: CaseRecord,
  pack: Pack,
  other: Button,
  card: Pick<ReferrerCard, 'heading' | 'blocks' | 'after'>,
) =>
  referrerCard({
    summary: 'MASH Referrals: did you ring?',
    rows: [[mainButton(rang, 'Yes, I rang', { case: id, below: true }), other]],
    pack,
    ...card,
  });

/** “not yet”, “no I have not”. */
export const saysNotRung = (said: string) =>
  /^(no|nope|n|not|not yet|not rung|never|i (have not|haven['’]?t|did not|didn['’]?t)|haven['’]?t)\b/.test(said);
