import { caseAction, notThere } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { mostCasesListed } from '../../actions/which-case.ts';
import { Duration, plus } from '../../base/time.ts';
import { erasedIn } from '../../case/standing.ts';
import { openQuestions } from '../question/state.ts';
import { checkTimeCard, saidTimeBlocks } from './cards.ts';
import { events } from './events.ts';
import { checkTime, timeSaid } from './rules.ts';
import { saidTimesOf } from './state.ts';
import { checkLeavingTime } from './verbs.ts';

const actions = [
  caseAction(checkLeavingTime, {
    where: ['chat'],
    does: ({ record }, { number, right }, at) => checkTime(record, number, right, at),
    after({ record }, { number }, { pack }) {
      const said = saidTimesOf(record.events).find((each) => each.number === number);
      return said ? { card: checkTimeCard(record, said, pack), storeInChat: true } : notThere;
    },
    onRefusal: () => notThere,
  }),
];

/** A “yes” that comes later may answer something else. */
const answersWithin = Duration.parse('PT15M');

/** “yes” or “no”, while one new time alone waits for it, and no question of the MASH or of a check. */
const typed: Typed[] = [
  {
    band: 'always',
    words: ({ said, person }) => !person.openDraft && (said === 'yes' || said === 'no'),
    async does({ said: right, person }, { cases, press, now }) {
      const own = (await cases.of(person.id, mostCasesListed)).filter(({ events: all }) => !erasedIn(all));
      const open = own.flatMap(({ id, events: all }) => {
        const last = saidTimesOf(all).at(-1);
        return last && !last.right && plus(last.at, answersWithin) > now() ? [{ case: id, number: last.number }] : [];
      });
      const [only, another] = open;
      if (!only || another || openQuestions(own).length > 0) return undefined;
      return press(checkLeavingTime, { ...only, right: right === 'yes' ? 'yes' : 'no' });
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
  face: { blocks: saidTimeBlocks },
} satisfies Feature;
