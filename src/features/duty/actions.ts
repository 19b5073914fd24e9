import { type Action, errand } from '../../actions/action.ts';
import { sayOffDuty, sayOnDuty, whoIsOnCall } from './duty.ts';
import {
  offerShiftFromForm,
  removeShiftFromForm,
  saveShiftForm,
  showChangeForm,
  showRota,
  showShiftForm,
} from './rota.ts';
import { askForSuccessor, giveUpShift, stayOnDuty } from './staying.ts';
import { takeOfferedShift, turnDownShift } from './taking-over.ts';
import { confirmTestAlarm } from './test-alarm.ts';
import {
  acceptShift,
  addShift,
  cannotCome,
  changeShift,
  findSomebody,
  gotIt,
  offDuty,
  offerShift,
  onCall,
  onDuty,
  refuseShift,
  removeShift,
  rota,
  saveShift,
  stayOn,
} from './verbs.ts';

const mashChannel = ['mash'] as const;
const ownChat = ['chat'] as const;

export const actions: readonly Action[] = [
  errand(onCall, mashChannel, async (_, context) => [await whoIsOnCall(context)]),
  errand(onDuty, mashChannel, async ({ inputs, attempt }, context) => [
    await sayOnDuty(inputs.until, context, attempt),
  ]),
  errand(offDuty, mashChannel, async (_, context) => [await sayOffDuty(context)]),
  errand(rota, mashChannel, async (_, context) => [await showRota(context)]),
  errand(addShift, mashChannel, async (_, context) => [await showShiftForm(context)]),
  errand(saveShift, mashChannel, async (given, context) => [await saveShiftForm(given, context)]),
  errand(changeShift, mashChannel, async (_, context) => [await showChangeForm(context)]),
  errand(offerShift, mashChannel, async (given, context) => [await offerShiftFromForm(given, context)]),
  errand(removeShift, mashChannel, async (given, context) => [await removeShiftFromForm(given, context)]),
  errand(stayOn, ownChat, stayOnDuty),
  errand(findSomebody, ownChat, askForSuccessor),
  errand(acceptShift, ownChat, ({ offer }, context) => takeOfferedShift(offer, context)),
  errand(refuseShift, ownChat, ({ offer }, context) => turnDownShift(offer, context)),
  errand(gotIt, ownChat, ({ round }, context) => confirmTestAlarm(round, context)),
  errand(cannotCome, ownChat, giveUpShift),
];
