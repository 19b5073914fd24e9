import { type Action, caseAction, notThere } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { loadOwn, mostCasesListed } from '../../actions/which-case.ts';
import { askWhichQuestion, lastAsked, yesOrNo } from '../../actions/which-question.ts';
import { readCaseId } from '../../base/reference.ts';
import { Duration, plus } from '../../base/time.ts';
import { erasedIn } from '../../case/standing.ts';
import { openQuestions } from '../question/state.ts';
import { checkTimeCard, saidTimeBlocks, timeUsedCard } from './cards.ts';
import { events } from './events.ts';
import { checkTime, takeTime, timeSaid } from './rules.ts';
import { openTimesOf, saidTimesOf, useTimeButton } from './state.ts';
import { checkLeavingTime, useTime } from './verbs.ts';

const actions: readonly Action[] = [
  caseAction(checkLeavingTime, {
    where: ['chat'],
    does: ({ record }, { number, right }, at) => checkTime(record, number, right, at),
    after({ record }, { number }, { pack }) {
      const said = saidTimesOf(record.events).find((each) => each.number === number);
      return said ? { card: checkTimeCard(record, said, pack), storeInChat: true } : notThere;
    },
    onRefusal: () => notThere,
  }),
  caseAction(useTime, {
    where: ['mash', 'desk-chat'],
    who: 'ofTheMash',
    does: ({ record }, { time }, at) => takeTime(record, time, at),
    after: ({ record, referral }, _, { where, linkTo }) =>
      where === 'desk-chat' ? { card: timeUsedCard(record, referral, linkTo(record)), storeInChat: true } : undefined,
  }),
];

/** A “yes” that comes later may answer something else. */
const answersWithin = Duration.parse('PT15M');

const timeMeant = 'The time: type “time: yes” or “time: no”, or press it on its card.';
const timeNamed = /^time\s*:\s*/;

/** “yes” or “no”, while one new time alone waits for it, and it is what was asked last; or “time: yes”. */
const typed: Typed[] = [
  {
    band: 'always',
    words: ({ said }) => yesOrNo(said.replace(timeNamed, '')) !== undefined,
    async does({ said, person }, { cases, press, now, pack }) {
      const isNamed = timeNamed.test(said);
      const right = yesOrNo(said.replace(timeNamed, ''));
      const own = (await cases.of(person.id, mostCasesListed)).filter(({ events: all }) => !erasedIn(all));
      const open = own.flatMap(({ id, events: all }) => {
        const last = openTimesOf(all).at(-1);
        if (!last?.leavesSight || last.right || plus(last.at, answersWithin) <= now()) return [];
        const asked = isNamed ? 'this' : lastAsked(person, last.at);
        return asked === 'check' ? [] : [{ asked, time: { case: id, number: last.number } }];
      });
      const [only, another] = open;
      if (!only || !right) return undefined;
      const isClear = !another && only.asked === 'this' && (isNamed || openQuestions(own).length === 0);
      if (isClear) return press(checkLeavingTime, { ...only.time, right });
      return person.openDraft ? askWhichQuestion(pack, timeMeant) : undefined;
    },
  },
  // a member of the MASH takes over the last time that the referrer said: “use 17:30 HT-…”
  {
    band: 'always',
    words: /^use\s+(\d{1,2}[:.]\d{2})\s+([a-z]{2,6}-[^\s:,]{1,40})$/i,
    async does(_, context, match) {
      const id = readCaseId(match?.[2] ?? '');
      if (!id || (await loadOwn(id, context.by, context))) return undefined; // what its author types is news
      return context.press(useTime, { case: id, time: (match?.[1] ?? '').replace('.', ':').padStart(5, '0') });
    },
  },
];

/** A time at which the child leaves, in what the referrer says after sending. */
export const leavingTime = {
  name: 'leaving-time',
  events,
  actions,
  typed,
  follows: timeSaid,
  face: { blocks: saidTimeBlocks, more: ({ record }) => [useTimeButton(record)] },
} satisfies Feature;
