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

const joinWords = /^join\s+(\S.{0,39}?)\s+(?:with|and|into|to)\s+(\S.{0,39})$/i;
const separateWords = /^separate\s+(\S.{0,39})$/i;

type Request = (by: Person, context: Context) => Promise<JoiningResult>;

/** @returns undefined for any other words; `unclear` when a reference is not complete */
function readRequest(text: string): Request | 'unclear' | undefined {
  const [, ...references] = joinWords.exec(text.trim()) ?? separateWords.exec(text.trim()) ?? [];
  const [one, other] = references.map(readCaseId);
  if (references.length === 0) return undefined;
  if (!one || (references.length > 1 && !other)) return 'unclear';
  return (by, context) => (other ? joinEitherWay(one, other, by, context) : separate(one, by, context));
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

/** “join HT-… with HT-…” and “separate HT-…” of a member of the MASH. The answer names only references. */
const typed: readonly Typed[] = [
  {
    where: ['mash', 'chat'],
    words: ({ text }) => readRequest(text) !== undefined,
    async does({ text }, context) {
      const request = readRequest(text);
      if (typeof request !== 'function') return context.where === 'mash' ? [{ text: unclearWords }] : undefined;
      const by = context.where === 'mash' ? context.by : await mashPersonOf(context);
      return by && ('roles' in by ? [{ text: (await request(by, context)).text }] : [by]);
    },
  },
];

const unclearWords =
  'That is no whole reference. Write it like this: join HT-7K3F-92Q with HT-5D2H-J4T. Nothing was changed.';

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
