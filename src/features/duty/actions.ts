import { type Action, errand } from '../../actions/action.ts';
import { sayOffDuty, sayOnDuty, whoIsOnCall } from './duty.ts';
import { findOthers, notComing, stay } from './staying.ts';
import { accept, refuse } from './taking-over.ts';
import { acceptShift, cannotCome, findSomebody, offDuty, onCall, onDuty, refuseShift, stayOn } from './verbs.ts';

const where = ['mash'] as const;
const ownChat = ['chat'] as const;

export const actions: readonly Action[] = [
  errand(onCall, where, async (_, context) => [await whoIsOnCall(context)]),
  errand(onDuty, where, async ({ inputs, attempt }, context) => [await sayOnDuty(inputs.until, context, attempt)]),
  errand(offDuty, where, async (_, context) => [await sayOffDuty(context)]),
  errand(stayOn, ownChat, stay),
  errand(findSomebody, ownChat, findOthers),
  errand(acceptShift, ownChat, ({ offer }, context) => accept(offer, context)),
  errand(refuseShift, ownChat, ({ offer }, context) => refuse(offer, context)),
  errand(cannotCome, ownChat, notComing),
];
