import { type Action, errand, type PressInput } from '../../actions/action.ts';
import type { ErrandContext, Reply, ReplyMessage } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { withoutEnd } from '../../base/texts.ts';
import type { Verb } from '../../cards/verb.ts';
import type { DutyOverview } from './cards.ts';
import {
  answerTypedOffer,
  askForSuccessor,
  giveUpShift,
  isManager,
  loadDutyOverview,
  onlyManagers,
  sayOffDuty,
  sayOnDuty,
  stayOnDuty,
  takeOfferedShift,
  turnDownShift,
  whoIsOnCall,
} from './duty.ts';
import * as rota from './rota.ts';
import { showRota } from './rota.ts';
import { changeFormCard, shiftFormCard } from './rota-cards.ts';
import { sideTask } from './side-task.ts';
import { confirmTestAlarm, typedGotIt } from './test-alarm.ts';
import * as verbs from './verbs.ts';
import { acceptShift, cannotCome, findSomebody, refuseShift, stayOn } from './verbs.ts';

const actions: readonly Action[] = [
  inMash(verbs.onCall, (_, context) => whoIsOnCall(context)),
  inMash(verbs.onDuty, ({ inputs, attempt }, context) => sayOnDuty(inputs.until, context, attempt)),
  inMash(verbs.offDuty, (_, context) => sayOffDuty(context)),
  inMash(verbs.rota, (_, context) => rota.showRota(context)),
  byPlanner(verbs.addShift, async (_, overview) => ({ card: shiftFormCard(overview) })),
  byPlanner(verbs.saveShift, rota.planShifts),
  byPlanner(verbs.changeShift, async (_, overview) => ({ card: changeFormCard(overview) })),
  byPlanner(verbs.offerShift, rota.offerOwnShift),
  byPlanner(verbs.removeShift, rota.takeShiftOut),
  byManager(verbs.stayOn, stayOnDuty),
  byManager(verbs.findSomebody, askForSuccessor),
  byManager(verbs.acceptShift, takeOfferedShift),
  byManager(verbs.refuseShift, turnDownShift),
  byManager(verbs.cannotCome, giveUpShift),
  errand(verbs.gotIt, ['chat'], confirmTestAlarm),
];

type Does<V extends Verb, Answer> = (given: PressInput<V>, context: ErrandContext) => Promise<Answer>;

/** In the MASH channel. */
function inMash<V extends Verb>(verb: V, does: Does<V, ReplyMessage>) {
  return errand(verb, ['mash'], async (given, context) => [await does(given, context)]);
}

/** In the MASH channel, by those who plan the rota. */
function byPlanner<V extends Verb>(
  verb: V,
  does: (given: PressInput<V>, overview: DutyOverview, context: ErrandContext) => Promise<ReplyMessage>,
) {
  return inMash(verb, async (given, context) =>
    rota.isPlanner(context) ? does(given, await loadDutyOverview(context), context) : rota.onlyPlanners,
  );
}

/** In a manager's own chat. */
function byManager<V extends Verb>(verb: V, does: Does<V, Reply>) {
  return errand(verb, ['chat'], async (given, context) => (isManager(context) ? does(given, context) : [onlyManagers]));
}

/** In the channel whoever is no manager is told so. In their own chat the words may be an answer. */
const here: Pick<Typed, 'where' | 'who'> = {
  where: ['mash', 'chat'],
  who: (context) => context.where === 'mash' || isManager(context),
};
const who = isManager;

const typed: Typed[] = [
  {
    where: ['mash'],
    words: /^rota\b[.!?]*/i,
    help: ['rota', 'Who is planned this week, and the gaps. Plan with its buttons'],
    does: async ({ rest }, context) => [
      await showRota(context, rest && 'Nothing was changed. Plan with the buttons below.'),
    ],
  },
  {
    ...here,
    words: /^(?:i(?:['’]m| am) )?on[- ]duty\b(?:\s+(?:until|till|til|to|for)\b)?\s*/i,
    help: ['on duty until 20:00, off duty', 'For managers: whether you are reminded'],
    does: async ({ rest }, context) => [await sayOnDuty(withoutEnd(rest, '.!'), context)],
  },
  {
    ...here,
    words: /^(?:i(?:['’]m| am) )?off[- ]duty[.!]*$/i,
    does: async (_, context) => [await sayOffDuty(context)],
  },
  {
    ...here,
    words: /^on[-\s]+call[.!?]*$/i,
    help: ['on call', 'Who is reminded now, and until when'],
    does: async (_, context) => [await whoIsOnCall(context)],
  },
  {
    who,
    words: /^i(?:['’]ll)? stay on(?:\s+(?:until|till|til|to|for)\s+|[.!]*$)/i,
    does: ({ rest }, { press }) => press(stayOn, {}, { until: withoutEnd(rest, '.!') }),
  },
  {
    who,
    words: /^(?:somebody|someone) (?:else )?takes over[.!]*$/i,
    does: (_, { press }) => press(findSomebody, {}),
  },
  { words: /^(?:i(?:['’]ve)? )?got it[.!]*$/i, does: (_, context) => typedGotIt(context) },
  { who, words: /^i(?:['’]ll)? take over[.!]*$/i, does: (_, context) => answerTypedOffer(acceptShift, context) },
  {
    who,
    words: /^i (?:cannot|can['’]?t|can not)(?: take over)?[.!]*$/i,
    does: (_, context) => answerTypedOffer(refuseShift, context),
  },
  { who, words: /^i (?:cannot|can['’]?t|can not) come[.!]*$/i, does: (_, { press }) => press(cannotCome, {}) },
];

export const duty = {
  name: 'duty',
  actions,
  typed,
  sideTask,
} satisfies Feature;
