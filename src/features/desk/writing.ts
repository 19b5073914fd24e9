import type { z } from 'zod';
import { type Action, caseAction, notThere, ownAction } from '../../actions/action.ts';
import type { CaseId } from '../../base/reference.ts';
import { mashForm } from '../../cards/about-case.ts';
import {
  box,
  choice,
  type FormRetry,
  formAgain,
  limitWords,
  saveButton,
  text,
  tooLongWords,
  untouchedForm,
} from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import {
  type Button,
  button,
  type Card,
  coloured,
  line,
  mainButton,
  plain,
  type ReferrerCard,
  spacedLine,
} from '../../cards/parts.ts';
import { cardAbout, toMyReferrals } from '../../cards/to-referrer.ts';
import { carerBlock } from '../../cards/warnings.ts';
import { textsAsWritten } from '../../case/held.ts';
import type { BoxFaults } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { phonedIn } from '../../case/referral.ts';
import { sentReferral } from '../../case/standing.ts';
import { referralOf } from '../../case/state.ts';
import { answerTo } from '../../draft/draft.ts';
import type { HowWritten } from '../../history/desk.ts';
import type { Pack } from '../../protocol/pack.ts';
import { addInformation } from '../information/verbs.ts';
import { recordInWriting, takeBackCaller, writtenBoxes } from './rules.ts';
import { notMe, putInWriting, saveInWriting, sendWriting } from './verbs.ts';

/** A card in the caller's own chat, with a button to their referrals. */
const callerCard = (
  id: CaseId,
  pack: Pack,
  {
    buttons = [],
    ...content
  }: Pick<ReferrerCard, 'summary' | 'heading' | 'blocks' | 'inputs'> & { buttons?: Button[] },
) =>
  cardAbout(id, pack, {
    ...content,
    rows: [[buttons, { ...toMyReferrals, inputs: content.inputs ? 'none' : 'auto' }]],
  });

/**
 * Tells the caller, in their own chat, that their call counts and that they must put it in writing. It shows no fact.
 * @source Protocol 8.2
 */
export function phonedNotice(record: CaseRecord, pack: Pack): Card {
  const phoned = phonedOf(record);
  if (!phoned) throw new Error(`case ${record.id} is no phone referral`);
  const { id } = record;
  const due = clockAndDay(phoned.writtenDue);
  const request = phoned.toldOverdue ? `Not in writing. OVERDUE since ${due}` : `Please put it in writing by ${due}`;
  return callerCard(id, pack, {
    summary: `${id}: please put it in writing, due ${due}`,
    heading: 'You rang the MASH',
    blocks: [
      plain([`Your call of ${clockAndDay(phoned.calledAt)} is written down. It counts from then.`], 'Small'),
      coloured('emphasis', [line(request, 'bold'), spacedLine('I filled in what the MASH heard. You put it right.')]),
      carerBlock(record),
    ],
    buttons: [
      mainButton(putInWriting, 'Put it in writing', { case: id, below: true }),
      button(notMe, 'It was not me', { case: id }),
    ],
  });
}

/**
 * The form for putting the call in writing, filled in with what the MASH wrote down.
 * @param again what was typed, if something is wrong with it
 */
export function writingForm(record: CaseRecord, pack: Pack, again?: FormRetry): Card {
  const { id, facts } = record;
  const heard = (field: string) => answerTo(facts.answers, field) ?? '';
  const filled = again ?? { ...untouchedForm, typed: { child: heard('child-name'), worry: heard('worry') } };
  return callerCard(id, pack, {
    summary: `MASH Referrals: ${id} in writing`,
    heading: 'Put it in writing',
    blocks: [
      plain(['This is what the MASH heard. Please put it right. What you do not know, leave empty.'], 'Small'),
      carerBlock(record),
    ],
    inputs: [
      box('text', 'child', 'Child’s name, or a description', filled),
      box('text', 'age', 'Age or date of birth', filled),
      box('text', 'where', 'Where is the child now, and with whom? In care: only if they are safe, no address', filled),
      text('worry', `What worries you? (required, ${limitWords(writtenBoxes.worry.limit)})`, filled),
    ],
    buttons: [saveButton(sendWriting, 'Send to the MASH', record, filled)],
  });
}

/** How it came in writing. */
export const howWritten: Record<z.infer<typeof HowWritten>, string> = {
  'e-mail': 'By e-mail',
  letter: 'On paper',
  council: 'In the council’s own system',
  other: 'In another way',
};

/** Asks somebody of the MASH how the written referral came, so that nobody says it by a slip. */
export const howWrittenForm = (record: CaseRecord, again: FormRetry = untouchedForm): Card =>
  mashForm(record.id, {
    summary: 'in writing',
    heading: 'It is in writing now?',
    says: ['I stop asking for the written referral. More, “Not in writing after all”, takes it back.'],
    inputs: [choice('how', 'How did it come? (required)', howWritten, again)],
    send: saveButton(saveInWriting, 'It is in writing', record, again),
  });

/** What is wrong with the boxes, in words. */
export const writingProblems = (faults: BoxFaults): FormRetry['problems'] =>
  Object.fromEntries(
    Object.entries(writtenBoxes)
      .filter(([name]) => faults[name])
      .map(([name, { limit }]) => [name, faults[name] === 'missing' ? 'Write what worries you.' : tooLongWords(limit)]),
  );

/** Confirms that the caller's text goes to the MASH. It does not repeat the text. */
export function inWritingCard(record: CaseRecord, pack: Pack) {
  const { id, changedAt } = record;
  const phoned = phonedOf(record);
  const at = clockAndDay(phoned?.kind === 'phoned-and-in-writing' ? phoned.writtenAt : changedAt);
  return callerCard(id, pack, {
    summary: `MASH Referrals: ${id} is in writing`,
    heading: 'It is in writing',
    blocks: [coloured('good', [`Thank you. It goes to the MASH beside your call. In writing since ${at}.`])],
    buttons: [button(addInformation, 'Add information', { case: id, below: true })],
  });
}

/** Tells a person who was taken for the caller by mistake that they will hear no more. */
export const notMeCard = (id: CaseId, pack: Pack) =>
  callerCard(id, pack, {
    summary: `MASH Referrals: ${id} is not yours`,
    heading: 'Thank you',
    blocks: [plain(['I tell the MASH that it was not you. You hear nothing more of it.'], 'Small')],
  });

function phonedOf({ events }: CaseRecord) {
  const sent = sentReferral({ events });
  return sent && phonedIn(sent);
}

const where = ['chat'] as const;

/** What the caller can do in their own chat: put the call in writing, or say that it was not them. */
export const writingActions: readonly Action[] = [
  caseAction(putInWriting, {
    where,
    does: ({ record, referral }, _, { pack }) => (phonedIn(referral) ? { card: writingForm(record, pack) } : notThere),
  }),
  caseAction(sendWriting, {
    where,
    does: ({ record, referral }, { typed }, at) => recordInWriting(referral, typed, textsAsWritten(record), at),
    again({ record }, given, { pack }, _, why) {
      const problems = writingProblems(why.kind === 'boxes-are-wrong' ? why.faults : {});
      return { card: writingForm(record, pack, formAgain(given, problems)) };
    },
    after: ({ record }, _, { pack }, isNew) => ({ card: inWritingCard(record, pack), storeInChat: isNew }),
  }),
  /**
   * A person whom the MASH took for the caller says that it was not them. They lose the case at once, and the case
   * records who said so.
   */
  ownAction(notMe, ({ case: id }, { pack }) => ({
    usesTeamsName: true,
    does: ({ events }, at) => takeBackCaller(referralOf(events), at),
    after: (_next, _before, isNew) => (isNew ? [{ card: notMeCard(id, pack), storeInChat: true }] : notThere),
  })),
];
