import { type Action, type At, caseAction, type Sent } from '../../actions/action.ts';
import type { Context } from '../../actions/context.ts';
import { isOfTheDesk } from '../../actions/desk-person.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { pressesOfOthers, typedOfOthers } from '../../actions/which-case.ts';
import { readCaseId } from '../../base/reference.ts';
import { type Faults, faultsInWords, formAgain, tooLongWords, untouchedForm } from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import { takeReferral } from '../../case/commands.ts';
import { textLimit } from '../../case/outcome.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { waiting } from '../../case/up-next.ts';
import { face, isNumberShown, numberCard } from './cards.ts';
import { looksAhead, mayStandWithOthers, shownReminders } from './clock.ts';
import { digestCard, olderDigestCard, restCard } from './digest-cards.ts';
import { clocks, events, hears } from './events.ts';
import { caseStatusCard, olderReminderCard, reminderOverCard } from './reminder.ts';
import { ringNowBlock, ringNowSummary } from './ring-now.ts';
import { neededCard, safeFace, safeForm, teamFace } from './safe-cards.ts';
import { safeClocks, safeEvents } from './safe-events.ts';
import { confirmSafe, readSeen, reportedAt, sayOnIt } from './safe-rules.ts';
import { needOthers, onIt, openSafe, saveSafe, showNeeded, showNumber, stillOnIt } from './verbs.ts';

const notTaken = { text: 'I cannot put your name on that. Its card in the MASH channel says how it stands.' };

/** Who has the case now, or that it is decided. Words of the MASH bring no numbers for a referrer. */
const status = ({ record }: Sent, _: unknown, { by, pack, linkTo }: At) => ({
  card: caseStatusCard({ record, to: by.id, pack, link: linkTo(record) }),
  storeInChat: true,
  isPlainAnswer: true,
});

const inBoth = { where: ['mash', 'desk-chat'], who: 'alerted', worksWhenJoined: true } as const;
const inOwnChat = { where: ['desk-chat'], who: 'alerted', worksWhenJoined: true, notThere: notTaken } as const;
const tooLong = () => ({ text: tooLongWords(textLimit) });
const problems = ({ record, referral }: Sent, why: Faults) => {
  const fault = why.kind === 'boxes-are-wrong' ? why.faults.when : undefined;
  const said = `They saw the child before the referrer’s words of ${clockAndDay(reportedAt(record, referral))}. Who has seen the child since, and when?`;
  const when = fault === 'ahead' ? 'That time has not come yet. ' : '';
  return faultsInWords(why, {
    who: 'Say who has seen the child.',
    when: fault === 'too-far' ? said : `${when}Say when they saw the child.`,
  });
};
const actions: readonly Action[] = [
  // in the own chat of a person whom the bot alarmed: it takes the case
  caseAction(onIt, {
    ...inOwnChat,
    does: ({ referral }, _, at) => takeReferral(referral, at),
    after: status,
    onRefusal: (sent, given, at, { kind }) => (kind === 'own-referral' ? undefined : status(sent, given, at)),
  }),
  caseAction(showNumber, {
    where: ['desk-chat'],
    who: 'ofTheMash',
    notThere: notTaken,
    does: ({ record, referral }, _, at) =>
      isNumberShown(referral)
        ? { card: numberCard(record, referral, at.pack, at.linkTo(record)), showsFact: true }
        : status({ record, referral }, _, at),
  }),
  // The answers to “Is the child safe?”. What they show in the chat is the reference, times and the kind of worry.
  caseAction(openSafe, {
    ...inBoth,
    asksForWords: true,
    does: ({ record }, { inputs: { words } }, at) => ({
      card: safeForm(record, at, { ...untouchedForm, typed: words === '' ? {} : { ...readSeen(words) } }),
      storeInChat: at.where === 'desk-chat',
    }),
  }),
  caseAction(saveSafe, {
    ...inBoth,
    asksForWords: true,
    does: ({ record }, { inputs }, at) => confirmSafe(record, inputs, at),
    again: (sent, given, at, _, why) => ({
      card: safeForm(sent.record, at, formAgain(given, problems(sent, why))),
    }),
    after: (sent, given, at) => (at.where === 'mash' ? undefined : status(sent, given, at)),
  }),
  caseAction(stillOnIt, {
    ...inOwnChat,
    after: status,
    again: tooLong,
    does: ({ record }, { inputs }, at) => sayOnIt(record, 'StillOnIt', inputs.words, at),
  }),
  caseAction(needOthers, {
    ...inOwnChat,
    after: status,
    again: tooLong,
    does: ({ record }, { inputs }, at) => sayOnIt(record, 'OthersNeeded', inputs.words, at),
  }),
  caseAction(showNeeded, {
    where: ['desk-chat'],
    who: 'ofTheMash',
    notThere: notTaken,
    does: (sent, _, at) => {
      const card = neededCard(sent.record, at.linkTo(sent.record));
      return card ? { card, showsFact: true } : status(sent, _, at);
    },
  }),
];

/** The only undecided case that nobody has, or that who types has, for whoever works at the MASH. Of several, the words name none. */
async function onlyOf(holder: 'nobody' | 'mine', context: Context) {
  if (!isOfTheDesk(context)) return undefined;
  const open = (await context.cases.upNext(waiting, 200)).flat();
  const [only, ...others] = open.filter(({ events }) => {
    const referral = submittedIn(referralOf(events));
    if (referral?.status !== 'awaiting-decision') return false;
    const { allocation } = referral;
    return holder === 'mine' ? 'by' in allocation && allocation.by === context.by.id : allocation.kind === 'nobody';
  });
  return others.length === 0 ? only?.id : undefined;
}

/** The same, typed by a member of the desk in their own chat. Without a reference, they mean the only case that waits. */
const typed: readonly Typed[] = [
  {
    words:
      /^(?:(?:i\s+am\s+|i[’']?m\s+)?on\s+it|i(?:[’']?ll|[’']?ve| will| have)?\s+(?:take|have|got)\s+(?:it|this one|that one))\b[\s:,.!]*/i,
    async does({ rest }, context) {
      const id = rest === '' ? await onlyOf('nobody', context) : readCaseId(rest);
      return id && context.press(onIt, { case: id });
    },
  },
  typedOfOthers(/^(?:the\s+)?child\s+is\s+safe\s+REF[\s:,]*/i, (id, { rest: words }, { press }) => {
    const seen = readSeen(words);
    return seen.when === '' ? press(openSafe, { case: id }, { words }) : press(saveSafe, { case: id }, { ...seen });
  }),
  pressesOfOthers(/^(?:i\s+am\s+|i[’']?m\s+)?still\s+on\s+it\s+REF[\s:,]*/i, stillOnIt),
  {
    words: /^(?:i\s+am\s+|i[’']?m\s+)?still\s+on\s+it\b[\s:,.!]*/i,
    async does({ rest: words }, context) {
      const id = await onlyOf('mine', context);
      return id && context.press(stillOnIt, { case: id }, { words });
    },
  },
  pressesOfOthers(/^i\s+need\s+others\s+REF[\s:,]*/i, needOthers),
];

export const alarm = {
  name: 'alarm',
  events: { ...events, ...safeEvents },
  clocks: { ...clocks, ...safeClocks },
  hears,
  face: { ...face, blocks: (sent) => [face.blocks(sent), safeFace.blocks(sent)], more: safeFace.more },
  teamFace,
  actions,
  typed,
  together: { looksAhead, card: digestCard, olderCard: olderDigestCard, mayStandWithOthers, restCard },
  reminders: { shown: shownReminders, overCard: reminderOverCard, olderCard: olderReminderCard },
  receipt: {
    summary: ringNowSummary,
    first: ringNowBlock,
  },
} satisfies Feature;
