import { caseAction } from '../../actions/action.ts';
import { replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { caseOrList, onCaseMeant, onNamedCase, ownDraft } from '../../actions/which-case.ts';
import { textAfter } from '../../base/ends.ts';
import type { CaseId } from '../../base/reference.ts';
import { below } from '../../cards/face.ts';
import { faultsInWords, formAgain } from '../../cards/forms.ts';
import { helpCard } from '../../cards/helpful.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Events, words } from '../../cards/meaning.ts';
import { spacedSmallLine } from '../../cards/parts.ts';
import { withEvents } from '../../case/outcome.ts';
import { textIn } from '../../case/record.ts';
import { textOf } from '../../history/events.ts';
import { sideRecordOfAddition } from '../side-records/state.ts';
import { informationForm, informationSent } from './cards.ts';
import { recordInformation } from './rules.ts';
import { addInformation, sendInformation } from './verbs.ts';

/** The author adds information to a referral that they sent. */
const actions = [
  caseAction(addInformation, {
    where: ['chat'],
    setsTopic: true, // an “add:” typed next is about this referral
    does: ({ record }, _, { pack }) => ({ card: informationForm(record, pack) }),
  }),
  caseAction(sendInformation, {
    where: ['chat'],
    does({ record, referral }, { inputs: { information, about } }, at) {
      const added = recordInformation(referral, information, record.facts.texts, at);
      if (!about || added.kind !== 'happened') return added;
      const sideRecord = sideRecordOfAddition(record.events, about, information, at);
      return withEvents([...added.events, sideRecord.event], { ...added.texts, ...sideRecord.texts });
    },
    again: ({ record }, given, { pack }, why) => ({
      card: informationForm(record, pack, formAgain(given, faultsInWords(why, { information: 'Write what is new.' }))),
    }),
    after: ({ record, referral }, { inputs }, { pack }) => ({
      card: informationSent(record, referral, pack, inputs.about),
      storeInChat: true,
    }),
  }),
];

const events: Events<'InformationAdded'> = {
  InformationAdded: {
    card: true,
    receipt: true,
    line: ({ number, at }, { record }) =>
      words('Added by the referrer', textIn(record, textOf.information(number)), spacedSmallLine(clockAndDay(at))),
  },
};

const typed: Typed[] = [
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
        if (await ownDraft(id, person, context)) return replyCard(helpCard(context.pack, notSentWords));
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

export const information = {
  name: 'information',
  events,
  actions,
  typed,
  receipt: { buttons: { addInformation: below(addInformation, 'Add information') } },
} satisfies Feature;
