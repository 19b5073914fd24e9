import { type Action, type At, caseAction, type Sent } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { textAfter } from '../../base/ends.ts';
import { readCaseId } from '../../base/reference.ts';
import { takeReferral } from '../../case/commands.ts';
import { isChildMissing } from '../../case/referral.ts';
import { caseStatusCard, face, numberCard, reminderOverCard } from './cards.ts';
import { shownReminders } from './clock.ts';
import { clocks, events, hears } from './events.ts';
import { ringNowBlock, ringNowSummary } from './ring-now.ts';
import { onIt, showNumber } from './verbs.ts';

const notTaken = { text: 'I cannot put your name on that. Its card in the MASH channel says how it stands.' };

/** Who has the case now, or that it is decided. */
const status = ({ record, referral }: Sent, _: unknown, { by, linkTo }: At) => ({
  card: caseStatusCard(record, referral, by.id, linkTo(record)),
  storeInChat: true,
});

/** “I am on it”, in the own chat of a person whom the bot alarmed: it takes the case. */
const actions: readonly Action[] = [
  caseAction(onIt, {
    where: ['desk-chat'],
    who: 'alerted',
    worksWhenJoined: true,
    notThere: notTaken,
    does: ({ referral }, _, at) => takeReferral(referral, at),
    after: status,
    onRefusal: status,
  }),
  caseAction(showNumber, {
    where: ['desk-chat'],
    who: 'ofTheMash',
    notThere: notTaken,
    does: ({ record, referral }, _, at) =>
      referral.status === 'awaiting-decision' || isChildMissing(referral)
        ? { card: numberCard(record, referral, at.pack, at.linkTo(record)), showsFact: true }
        : status({ record, referral }, _, at),
  }),
];

/**
 * “I am on it HT-…”, typed by a member of the desk in their own chat. Without a reference, the words mean nothing here.
 */
const typed: readonly Typed[] = [
  {
    band: 'always',
    words: /^(?:i\s+am\s+|i[’']?m\s+)?on\s+it\b[\s:,]*/i,
    async does(_, { press }, match) {
      const id = match && readCaseId(textAfter(match));
      return id && press(onIt, { case: id });
    },
  },
];

export const alarm = {
  name: 'alarm',
  events,
  clocks,
  hears,
  face,
  actions,
  typed,
  reminders: { shown: shownReminders, overCard: reminderOverCard },
  receipt: {
    summary: ({ record, referral, pack }) => ringNowSummary(record, referral, pack),
    first: ({ record, referral, pack }) => ringNowBlock(record, referral, pack),
  },
} satisfies Feature;
