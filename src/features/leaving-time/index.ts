import { type Action, caseAction, notThere } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import { typedOfOthers } from '../../actions/which-case.ts';
import { checkTimeCard, saidTimeBlocks, timeUsedCard } from './cards.ts';
import { events, hears } from './events.ts';
import { checkTime, takeTime, timeSaid } from './rules.ts';
import { saidTimesOf, useTimeButton } from './state.ts';
import { checkLeavingTime, useTime } from './verbs.ts';

const actions: readonly Action[] = [
  caseAction(checkLeavingTime, {
    where: ['chat'],
    does: ({ record }, { number, right }, at) => checkTime(record, number, right, at),
    after({ record }, { number, right }, { pack }) {
      const all = saidTimesOf(record.events);
      const said = all.find((each) => each.number === number && each.right === right) ?? all.at(-1);
      return said ? { card: checkTimeCard(record, said, pack), storeInChat: true } : notThere;
    },
    onRefusal: () => notThere,
  }),
  caseAction(useTime, {
    where: ['mash', 'desk-chat'],
    who: 'ofTheMash',
    does: ({ record }, given, at) => takeTime(record, given, at),
    after: (sent, { time }, { where, linkTo }) =>
      where === 'desk-chat' ? { card: timeUsedCard(sent, time, linkTo(sent.record)), storeInChat: true } : undefined,
  }),
];

const typed = [
  // a member of the MASH takes over the last time that the referrer said: “use 17:30 HT-…”
  typedOfOthers(/^use\s+(\d{1,2})[:.](\d{2})\s+REF$/i, (id, { match: [, hour, minute] }, { press }) =>
    press(useTime, { case: id, time: `${hour}:${minute}`.padStart(5, '0') }),
  ),
];

/** A time at which the child leaves, in what the referrer says after sending. */
export const leavingTime = {
  name: 'leaving-time',
  events,
  hears,
  actions,
  typed,
  follows: timeSaid,
  face: { blocks: saidTimeBlocks, more: ({ record }) => [useTimeButton(record)] },
} satisfies Feature;
