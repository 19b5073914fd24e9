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
  spacedLine,
  spacedSmallLine,
} from '../../cards/parts.ts';
import { open } from '../../cards/verbs.ts';
import { practiceLine } from '../../cards/warnings.ts';
import { type CaseRecord, type ClockedCase, isOwnDraft } from '../../case/record.ts';
import { referralOf } from '../../case/state.ts';
import { type CaseEvent, happened } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { inDoubt } from './step.ts';
import { dangerNow, noDanger, noIsRight, notRung, rang, yesIsRight } from './verbs.ts';

const summary = 'MASH Referrals: ring 999 now';
const writeLater = 'Ring now. Write later.';
const calledNobody = 'I have called nobody.';
const notAnAnswer = 'All you wrote is kept. I did not take this as an answer.';

/**
 * The answer to words of danger, whatever else is going on. It does not repeat them, because somebody may be looking at
 * the screen.
 * @param check the open check; its answers stay as they are until the author replies
 * @source safety rule SR1
 */
export function dangerReply(pack: Pack, check?: CaseRecord): Reply {
  const isDraft = check && isOwnDraft(check);
  const words = [
    numbersInWords(pack),
    `${writeLater} ${calledNobody}`,
    ...(check ? [notAnAnswer] : []),
    ...(isDraft ? ['Type “yes” to mark the child as in danger, or “no” to carry on.'] : []),
  ];
  return [
    { text: words.join('\n\n'), isOfDanger: true },
    { card: dangerCard(pack, check), isOfDanger: true },
  ];
}

export function dangerCard(pack: Pack, check?: CaseRecord) {
  const data = check && isOwnDraft(check) && { case: check.id };
  return referrerCard({
    summary,
    top: check ? practiceLine(check) : [],
    heading: ringNow,
    headingSize: 'ExtraLarge',
    blocks: [numbers(pack), plain([line(writeLater, 'bold'), calledNobody, check && spacedLine(notAnAnswer)])],
    rows: [data && [button(dangerNow, 'Yes, danger now', data), button(noDanger, 'No danger: carry on', data)]],
    after: [data && spacedSmallLine(whatButtonsDo)],
    pack,
  });
}

const whatButtonsDo = '“Yes, danger now” marks the child as in danger. “No danger: carry on” changes no answer.';

/** A question, the answer to it that may have been meant, and all that it takes. */
interface Doubted {
  said: 'yes' | 'no';
  question?: string | undefined;
  choices: { id: string; label: string }[];
  isOfDanger: boolean;
}

/** Asks whether a “no” or a “yes” among other words was read rightly. It repeats no word. */
export function isRightCard(record: CaseRecord, { said, question, choices, isOfDanger }: Doubted, pack: Pack) {
  const data = { case: record.id };
  const listed = choices.map(({ label }, index) => `${index + 1} ${label}`).join(' · ');
  return referrerCard({
    summary: 'MASH Referrals: is it right?',
    top: practiceLine(record),
    heading: said === 'no' ? 'No – is that right?' : 'Yes – is that right?',
    blocks: [
      isOfDanger && plain([line(inDoubt(pack), 'bold')]),
      plain([question, `Type “yes” if it is. If not, type a number: ${listed}.`], 'Small'),
    ],
    rows: [
      [
        said === 'no' && button(noIsRight, 'Yes, “no” is right', data),
        said === 'yes' && !isOfDanger && button(yesIsRight, 'Yes, “yes” is right', data),
        isOfDanger && button(dangerNow, 'Danger now', data),
      ],
    ],
    pack,
  });
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
    line('Your check is not sent: nobody at the MASH can read it yet.', 'bold'),
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
