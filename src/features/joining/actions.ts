import { type Action, errand, type PressInput } from '../../actions/action.ts';
import type { Context, Reply } from '../../actions/context.ts';
import { recordRead } from '../../actions/reading.ts';
import { phonedIn } from '../../case/referral.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { sameCallCard } from './cards.ts';
import { type JoiningResult, join, separate } from './joining.ts';
import { joinableCases } from './offered.ts';
import { joinCall, sameCall, separateCall } from './verbs.ts';

const mashChannel = ['mash'] as const;

/** These are errands and not case actions, because each changes two cases, one after the other. */
export const actions: readonly Action[] = [
  errand(sameCall, mashChannel, chooseOtherCase),
  errand(joinCall, mashChannel, async ({ case: logged, other: kept }, context) =>
    resultReply(await join({ logged, kept }, context.by, context), joinCall.name, context),
  ),
  errand(separateCall, mashChannel, async ({ case: id }, context) =>
    resultReply(await separate(id, context.by, context), separateCall.name, context),
  ),
];

const unknownReferral: Reply = [{ text: 'I do not know this referral.' }];

async function chooseOtherCase({ case: id }: PressInput<typeof sameCall>, context: Context): Promise<Reply> {
  const logged = await context.cases.load(id);
  const referral = logged && submittedIn(referralOf(logged.events));
  if (!logged || !referral || !phonedIn(referral) || logged.training) return unknownReferral;
  if (referral.status !== 'awaiting-decision')
    return resultReply({ text: notNow, isNew: false, call: logged }, sameCall.name, context);
  return [{ card: sameCallCard(logged, await joinableCases(logged, context.by, context)) }];
}

const notNow = 'It does not wait any more. Nothing was changed.';

/** Shows the call as it is now, with the result above it. @param verb what was pressed, for the access log */
async function resultReply({ text, isNew, call }: JoiningResult, verb: string, context: Context): Promise<Reply> {
  if (!call) return [{ text }];
  if (!isNew) await recordRead(call.id, verb, context.by, context);
  return context.shows.caseCard(call, text);
}
