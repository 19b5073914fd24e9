import type { Typed } from '../../actions/typed.ts';
import { liveOf, onCaseMeant } from '../../actions/which-case.ts';
import type { Texts } from '../../base/texts.ts';
import { choice, type FormRetry, text, untouchedForm } from '../../cards/forms.ts';
import { buttonWithoutInputs, type Card, mainButton, plain } from '../../cards/parts.ts';
import { cardAbout } from '../../cards/to-referrer.ts';
import { myReferrals } from '../../cards/verbs.ts';
import { carerBlock } from '../../cards/warnings.ts';
import { protectionSentence } from '../../case/protection.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import { addInformation, sendInformation } from './verbs.ts';

const toldTo = { yes: 'Yes', no: 'No' };

/** The form to ask the MASH to let a referral go. It is information as any: nothing stops until somebody decides. */
export const withdrawForm = (record: CaseRecord, pack: Pack, again: FormRetry = untouchedForm): Card =>
  cardAbout(record.id, pack, {
    summary: `MASH Referrals: ask to withdraw ${record.id}`,
    heading: 'Ask to withdraw',
    blocks: [
      plain(['The MASH reads this and decides. Until then all goes on. Nothing that you sent is deleted.'], 'Small'),
      ...carerBlock(record),
    ],
    inputs: [text('information', 'Why? (required)', again), choice('told', 'Did anybody tell you to?', toldTo, again)],
    rows: [
      [
        mainButton(sendInformation, 'Ask the MASH', { case: record.id, attempt: again.attempt, withdraws: true }),
        buttonWithoutInputs(myReferrals, 'My referrals', { below: true }),
      ],
    ],
  });

/** How that begins for the MASH. @param told what they answered, whether anybody told them to */
const askedToWithdraw = (told = ''): string =>
  `I ask to withdraw this referral. Did anybody tell me to? ${toldTo[told as keyof typeof toldTo] ?? 'Not said'}.`;

/** The words that go to the MASH; none while the box for them is empty, unless police protection says enough. */
export function sentencesOf({ information, told, 'in-protection': inProtection }: Texts, withdraws?: true): string[] {
  if (withdraws && information?.trim()) return [askedToWithdraw(told), information];
  return [information ?? '', protectionSentence(inProtection ?? '')].filter((each) => each.trim() !== '');
}

/** Asks the MASH to let a referral go that was sent. */
export const typedWithdraw: Typed = {
  band: 'before the question', // with a check open, they delete that
  words: ({ text, person }) =>
    !person.openDraft &&
    /^(?:(?:please |i want to |i need to |can i )*(?:withdraw|delete|cancel)(?: (?:it|my referral|the referral|this referral))?|ask to withdraw)[?.!]*$/i.test(
      text.trim(),
    ),
  async does({ person, said }, context) {
    if (said === 'cancel' || (await liveOf(context)).length === 0) return undefined;
    return onCaseMeant(person, context, (id) => context.press(addInformation, { case: id, withdraws: true }));
  },
};
