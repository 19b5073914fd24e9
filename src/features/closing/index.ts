import { asItStands, type CaseAction, caseAction } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import { type Events, words } from '../../cards/meaning.ts';
import { spacedSmallLine } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { whyNotDecide } from '../../case/commands.ts';
import { refuseWith } from '../../case/outcome.ts';
import { textIn } from '../../case/record.ts';
import { closingText } from '../../history/decision.ts';
import { closingForm, closingLines, face, openingForm } from './cards.ts';
import { isConcerned, recordClosing, recordOpening, whyNotClose } from './rules.ts';
import { closingOf, isClosed } from './state.ts';
import { closeCase, confirmClosing, confirmOpening, openAgain } from './verbs.ts';

/** Closing tells nobody but the thread. Whoever must know of it is named in the form. */
const events: Events<'CaseClosed' | 'CaseOpened'> = {
  CaseClosed: {
    card: true,
    line: (event, { record }) => words('The case is closed', closingLines(record, event)),
  },
  CaseOpened: {
    card: true,
    line: (event, { record }) =>
      words(
        'The case is open again',
        textIn(record, closingText.opened(event.number)),
        spacedSmallLine(whoAndWhen(record, event)),
      ),
  },
};

const where = ['mash'] as const;
const problems = {
  reason: 'Choose why it closes.',
  outcome: 'Choose what came of it.',
  told: 'Choose who has been told, or “Nobody yet”.',
  council: 'Write the number in the council’s system. That system is the record.',
};
const concern = 'There is a concern about trafficking, so this is no reason. Choose another.';

const ofManager: CaseAction['whyNot'] = ({ referral }, { by }) => whyNotDecide(referral, by);

const actions = [
  caseAction(closeCase, {
    where,
    whyNot: ofManager,
    does({ record }, _, { by, pack }) {
      const why = whyNotClose(record, by, pack);
      if (why?.kind === 'still-open') return { card: closingForm(record, why.open) };
      if (why) return refuseWith(why);
      return isClosed(record.events) ? asItStands() : { card: closingForm(record, []) };
    },
  }),
  caseAction(confirmClosing, {
    where,
    does: ({ record }, { inputs }, at) => recordClosing(record, inputs, at.pack, at),
    problems,
    again({ record }, { inputs: { reason } }, _, retry) {
      const isConcern = reason === 'no-further-action' && isConcerned(record);
      const faults = isConcern ? { ...retry.problems, reason: concern } : retry.problems;
      return { card: closingForm(record, [], { ...retry, problems: faults }) };
    },
    onRefusal: ({ record }, _given, _at, why) =>
      why.kind === 'still-open' ? { card: closingForm(record, why.open) } : undefined,
  }),
  caseAction(openAgain, {
    where,
    whyNot: ofManager,
    does: ({ record }) => (isClosed(record.events) ? { card: openingForm(record) } : asItStands()),
  }),
  caseAction(confirmOpening, {
    where,
    does: ({ record }, { inputs }, at) => recordOpening(record, inputs.reason, at),
    problems: { reason: 'Say why it is opened.' },
    again: ({ record }, _given, _at, retry) => ({ card: openingForm(record, retry) }),
  }),
];

/** A manager closes a decided case about which nothing is open, and opens it again. */
export const closing = {
  name: 'closing',
  events,
  shelf(events) {
    const closing = closingOf(events);
    return closing && !closing.opened ? { is: 'closed', at: closing.closed.at } : undefined;
  },
  actions,
  face,
} satisfies Feature;
