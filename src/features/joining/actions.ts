import { type Action, casesAction, type PressInput, type Showing, showing } from '../../actions/action.ts';
import type { Context } from '../../actions/context.ts';
import { phonedIn } from '../../case/referral.ts';
import { sentReferral } from '../../case/submitted.ts';
import { sameCallCard } from './cards.ts';
import { type JoiningResult, join, separate } from './joining.ts';
import { joinableCases } from './offered.ts';
import { joinCall, sameCall, separateCall } from './verbs.ts';

const mashChannel = ['mash'] as const;

/** These are not case actions, because each changes two cases, one after the other. */
export const actions: readonly Action[] = [
  casesAction(sameCall, mashChannel, chooseOtherCase),
  casesAction(joinCall, mashChannel, async ({ case: logged, other: kept }, context) =>
    resultOf(await join({ logged, kept }, context.by, context), context),
  ),
  casesAction(separateCall, mashChannel, async ({ case: id }, context) =>
    resultOf(await separate(id, context.by, context), context),
  ),
];

const unknownReferral = showing([{ text: 'I do not know this referral.' }]);

async function chooseOtherCase({ case: id }: PressInput<typeof sameCall>, context: Context): Promise<Showing> {
  const logged = await context.cases.load(id);
  const referral = logged && sentReferral(logged);
  if (!logged || !referral || !phonedIn(referral) || logged.training) return unknownReferral;
  if (referral.status !== 'awaiting-decision') return resultOf({ text: notNow, isNew: false, call: logged }, context);
  return showing([{ card: sameCallCard(logged, await joinableCases(logged, context.by, context)) }]);
}

const notNow = 'It does not wait any more. Nothing was changed.';

/** Shows the call as it is now, with the result above it. */
function resultOf({ text, isNew, call }: JoiningResult, { shows }: Context): Showing {
  return call ? showing(shows.caseCard(call, text), ...(isNew ? [] : [call.id])) : showing([{ text }]);
}
