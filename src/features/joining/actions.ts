import { type Action, errand, type PressInput } from '../../actions/action.ts';
import type { Context, Reply } from '../../actions/context.ts';
import { recordRead } from '../../actions/reading.ts';
import { phonedIn } from '../../case/along.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { sameCallCard } from './cards.ts';
import { type JoiningResult, join, separate } from './joining.ts';
import { offeredFor } from './offered.ts';
import { joinCall, sameCall, separateCall } from './verbs.ts';

const where = ['mash'] as const;

/** Two cases are written, one after the other: so these are errands, and no actions of one case. */
export const actions: readonly Action[] = [
  errand(sameCall, where, askWhich),
  errand(joinCall, where, async ({ case: logged, other: kept }, context) =>
    shown(await join({ logged, kept }, context.by, context), joinCall.name, context),
  ),
  errand(separateCall, where, async ({ case: id }, context) =>
    shown(await separate(id, context.by, context), separateCall.name, context),
  ),
];

const unknown: Reply = [{ text: 'I do not know this referral.' }];

async function askWhich({ case: id }: PressInput<typeof sameCall>, context: Context): Promise<Reply> {
  const logged = await context.cases.load(id);
  const referral = logged && submittedIn(referralOf(logged.events));
  if (!logged || !referral || !phonedIn(referral) || logged.training) return unknown;
  if (referral.status !== 'awaiting-decision')
    return shown({ text: notNow, isNew: false, call: logged }, sameCall.name, context);
  return [{ card: sameCallCard(logged, await offeredFor(logged, context.by, context)) }];
}

const notNow = 'It does not wait any more. Nothing was changed.';

/** The call as it stands, with what was done above it. */
async function shown({ text, isNew, call }: JoiningResult, how: string, context: Context): Promise<Reply> {
  if (!call) return [{ text }];
  if (!isNew) await recordRead(call.id, how, context.by, context);
  return context.shows.caseCard(call, text);
}
