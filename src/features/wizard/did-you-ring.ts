import { numbers, ringNow } from '../../cards/danger.ts';
import { button, type Card, type Line, line, plain, referrerCard, ring } from '../../cards/parts.ts';
import { open } from '../../cards/verbs.ts';
import { type CaseRecord, isOwnDraft } from '../../case/record.ts';
import { referralOf } from '../../case/state.ts';
import type { CaseEvent } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { notRung, rang } from './verbs.ts';

const isQuestion = (event: CaseEvent): boolean => event.type === 'ClockReached' && event.clock === 'dangerDraft';

/**
 * Whether the bot may still ask “Did you ring?”: the case is a draft without a call, and its author has not said
 * “not yet”.
 */
export function mayStillAsk(record: CaseRecord): boolean {
  const referral = referralOf(record.events);
  const saidNotYet = record.events.some(({ type }) => type === 'NotRungYet');
  return referral.status === 'draft' && isOwnDraft(record) && referral.call.kind !== 'made' && !saidNotYet;
}

/** Whether the bot asked “Did you ring?” and nothing was answered since. Words typed now answer that question. */
export function isDidYouRingPending(record: CaseRecord): boolean {
  const asked = record.events.findLast(isQuestion);
  return asked !== undefined && record.answeredAt <= asked.at && mayStillAsk(record);
}

/** Asks in the author's own chat. It says nothing about the child, because somebody may be looking at the screen. */
export function didYouRingCard(record: CaseRecord, pack: Pack): Card {
  const isAgain = record.events.filter(isQuestion).length > 1;
  const ringLines = [
    ...(isAgain ? [] : ring('If you have not, ring Children’s Services now:', pack.phones.urgent, 'large')),
  ];
  return ringCard(record, pack, {
    heading: 'Did you ring?',
    numbersAbove: isAgain,
    lines: [line('Your check is not sent. Nobody at the MASH knows of it yet.', 'bold'), ...ringLines],
    after: 'Or type “yes I rang” or “not yet”.',
    isAnswered: false,
  });
}

/** The author has not rung yet, so the card shows the numbers. */
export const notRungCard = (record: CaseRecord, pack: Pack): Card =>
  ringCard(record, pack, {
    heading: ringNow,
    numbersAbove: true,
    lines: [line('Ring now. Write later. I have called nobody.', 'bold')],
    after: 'When you have rung, press or type “I rang”.',
    isAnswered: true,
  });

function ringCard(
  { id }: CaseRecord,
  pack: Pack,
  card: { heading: string; numbersAbove: boolean; lines: Line[]; after: string; isAnswered: boolean },
): Card {
  const yes = button(rang, 'Yes, I rang', { case: id, below: true }, { style: 'positive' });
  const other = card.isAnswered
    ? button(open, 'Go on', { case: id, below: true })
    : button(notRung, 'Not yet', { case: id, below: true });
  return referrerCard({
    summary: 'MASH Referrals: did you ring?',
    heading: card.heading,
    blocks: [...(card.numbersAbove ? [numbers(pack)] : []), plain(card.lines, 'Small')],
    rows: [[yes, other]],
    after: [line(card.after, 'small')],
    emergency: pack.emergency,
  });
}

/** “not yet”, “no I have not”. */
export const saysNotRung = (said: string): boolean =>
  /^(no|nope|n|not|not yet|not rung|never|i (have not|haven['’]?t|did not|didn['’]?t)|haven['’]?t)\b/.test(said);

/** “yes I rang”, “I have phoned them”, “done”. */
export const saysRung = (said: string): boolean =>
  !saysNotRung(said) &&
  /^(yes|yeah|yep|y|done|(yes,? )?(i('ve|’ve| have)?|we('ve|’ve| have)?)? ?(just |already )?(rang|rung|phoned|called))\b/.test(
    said,
  );
