import { type Action, errand, type PressInput } from '../../actions/action.ts';
import type { ErrandContext, Reply, ReplyMessage } from '../../actions/context.ts';
import type { Verb } from '../../cards/verb.ts';
import type { DutyOverview } from './cards.ts';
import {
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
import { changeFormCard, shiftFormCard } from './rota-cards.ts';
import { confirmTestAlarm } from './test-alarm.ts';
import * as verbs from './verbs.ts';

export const actions: readonly Action[] = [
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
