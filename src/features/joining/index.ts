import { type Action, casesAction, type PressInput, showing } from '../../actions/action.ts';
import { type Context, replyCard } from '../../actions/context.ts';
import { mashPersonOf } from '../../actions/desk-person.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import type { Person } from '../../base/people.ts';
import { type CaseId, readCaseId } from '../../base/reference.ts';
import { phonedIn } from '../../case/referral.ts';
import { erasedIn, sentReferral } from '../../case/standing.ts';
import { face, joinedReceiptCard, sameCallCard } from './cards.ts';
import { events } from './events.ts';
import { type JoiningResult, join, joinableCases, separate, tellJoinedCase } from './joining.ts';
import { placementKnown } from './rules.ts';
import { joinCall, sameCall, separateCall } from './verbs.ts';

const mashChannel = ['mash'] as const;

/** These are not case actions, because each changes two cases, one after the other. */
const actions: readonly Action[] = [
  casesAction(sameCall, mashChannel, chooseOtherCase),
  casesAction(joinCall, mashChannel, async ({ case: logged, other: kept }, context) =>
    resultOf(await join({ logged, kept }, context.by, context), context),
  ),
  casesAction(separateCall, mashChannel, async ({ case: id }, context) =>
    resultOf(await separate(id, context.by, context), context),
  ),
];

const unknownReferral = showing([{ text: 'I do not know this referral.' }]);

async function chooseOtherCase({ case: id }: PressInput<typeof sameCall>, context: Context) {
  const logged = await context.cases.load(id);
  const referral = logged && sentReferral(logged);
  if (!logged || !referral || !phonedIn(referral) || logged.practice) return unknownReferral;
  if (referral.status !== 'awaiting-decision') return resultOf({ text: notNow, call: logged }, context);
  return showing(replyCard(sameCallCard(logged, await joinableCases(logged, context.by, context))));
}

const notNow = 'It does not wait any more. Nothing was changed.';

/** Shows the call as it is now, with the result above it. */
function resultOf({ text, isNew, call }: JoiningResult, { shows }: Context) {
  return call ? showing(shows.caseCard(call, text), ...(isNew ? [] : [call.id])) : showing([{ text }]);
}

/** Whichever reference comes first, the call that the MASH logged is joined into the other case. */
async function joinEitherWay(one: CaseId, other: CaseId, by: Person, context: Context) {
  const isSwapped = !(await isLogged(one, context)) && (await isLogged(other, context));
  return join(isSwapped ? { logged: other, kept: one } : { logged: one, kept: other }, by, context);
}

async function isLogged(id: CaseId, { cases }: Context) {
  const record = await cases.load(id);
  const referral = record && sentReferral(record);
  return referral !== undefined && phonedIn(referral) !== undefined;
}

/** Words of a member of the MASH about one case or two. The answer names only references. */
const onCases = (
  words: RegExp,
  help: Typed['help'],
  request: (by: Person, context: Context, one: CaseId, other: CaseId) => Promise<JoiningResult>,
): Typed => ({
  where: ['mash', 'chat'],
  words,
  help,
  async does({ match: [, ...references] }, context) {
    const isAtDesk = context.where === 'mash';
    const [one, other = one] = references.map((each = '') => readCaseId(each) ?? 'unclear');
    if (!one || !other || one === 'unclear' || other === 'unclear')
      return isAtDesk ? [{ text: unclearWords }] : undefined;
    const by = isAtDesk ? context.by : await mashPersonOf(context);
    return by && ('roles' in by ? [{ text: (await request(by, context, one, other)).text }] : [by]);
  },
});

const typed: readonly Typed[] = [
  onCases(
    /^join\s+(\S.{0,39}?)\s+(?:with|and|into|to)\s+(\S.{0,39})$/i,
    ['join HT-… with HT-…', 'The same call, that you and the referrer wrote down'],
    (by, context, one, other) => joinEitherWay(one, other, by, context),
  ),
  onCases(/^separate\s+(\S.{0,39})$/i, ['separate HT-…', 'They were not the same call'], (by, context, one) =>
    separate(one, by, context),
  ),
];

const unclearWords =
  'That is no whole reference. Write it like this: join HT-7K3F-92H with HT-5D2H-J4V. Nothing was changed.';

export const joining = {
  name: 'joining',
  actions,
  events,
  follows: placementKnown,
  face,
  typed,
  async carriesOut(record, message, stores) {
    if (message.kind !== 'join') return false;
    await tellJoinedCase(record, message, stores);
    return true;
  },
  receipt: {
    instead: ({ record, referral, pack }) =>
      referral.status === 'joined' && !erasedIn(record.events) ? joinedReceiptCard(record, referral, pack) : undefined,
  },
} satisfies Feature;
