import type { Typed } from '../../actions/typed.ts';
import { caseOrList, onCaseMeant, onNamedCase, ownDraft } from '../../actions/which-case.ts';
import { textAfter } from '../../base/ends.ts';
import type { CaseId } from '../../base/reference.ts';
import { helpCard } from '../../cards/help.ts';
import { addInformation, sendInformation } from './verbs.ts';

export const typed: Typed[] = [
  {
    band: 'always',
    words: ['add information'],
    does: ({ person }, context) => onCaseMeant(person, context, (id) => context.press(addInformation, { case: id })),
  },
  {
    band: 'before the question',
    words: /^add(?:\s+([A-Z]{2,6}-[^\s:]{1,40}))?\s*:\s*/i,
    does({ person }, context, match) {
      const typedId = match?.[1];
      const information = match ? textAfter(match) : '';
      const sendTo = async (id: CaseId) => {
        if (await ownDraft(id, person, context)) return [{ card: helpCard(context.pack, notSentWords) }];
        return context.press(sendInformation, { case: id }, { information });
      };
      return onNamedCase(typedId, context, sendTo, () => caseOrList(person, context));
    },
  },
];

const notSentWords = {
  heading: 'That one is not sent yet',
  lines: ['Nothing was added. What is new goes into the check itself: type “go on”, or press My referrals.'],
};
