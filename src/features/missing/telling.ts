import type { OwnPlan, PressInput } from '../../actions/action.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { changeOwnCase, onOwnCase } from '../../actions/own-action.ts';
import { isLive, isWritten, loadOwn } from '../../actions/which-case.ts';
import type { CaseId } from '../../base/reference.ts';
import { type FormRetry, formAgain, tooLongWords } from '../../cards/forms.ts';
import { helpCard } from '../../cards/helpful.ts';
import type { reportFound as foundForm, missing, reportMissing as missingForm } from '../../cards/verbs.ts';
import { textsAsWritten } from '../../case/held.ts';
import { recordFound, recordMissing } from '../../case/missing.ts';
import { type Actor, type Outcome, withEvents } from '../../case/outcome.ts';
import { type CaseRecord, isOwnDraft, ownAnswers } from '../../case/record.ts';
import { erasedIn } from '../../case/standing.ts';
import { isUnwritten, referralOf } from '../../case/state.ts';
import { policeIn } from '../../draft/typed-police.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import { sendInformation } from '../information/verbs.ts';
import { missingCard, phoneTooLongWords, whichMissingCard } from './cards.ts';

const mostCasesOffered = 8;

/**
 * Answers “child is missing”. The number of the police comes first. The bot asks which case only if the author has
 * more than one.
 */
export const showMissing = ({ case: id }: PressInput<typeof missing>, context: Context): Promise<Reply> =>
  id
    ? onOwnCase(id, { followsJoin: true, does: (own) => () => showOwn(own, context) }, context)
    : askWhichChild(context);

async function showOwn(own: CaseRecord, context: Context): Promise<Reply> {
  if (erasedIn(own.events)) return context.shows.whereItStands(own);
  if (own.status !== 'withdrawn') return showCase(own, context);
  return askWhichChild(context, 'That draft is deleted.');
}

/** Lets the author choose one of their cases. A single case is shown at once, unless `notice` says why the bot asks. */
export async function askWhichChild(context: Context, notice = ''): Promise<Reply> {
  const { by, cases, pack, people } = context;
  const own = await cases.of(by.id);
  const open = own.filter(
    ({ status, practice, events }) => !['withdrawn', 'joined'].includes(status) && !practice && !erasedIn(events),
  );
  const [only, ...others] = open;
  if (only && others.length === 0 && notice === '') return showCase(only, context);
  // Words typed before the answer must not go to the case whose card was shown last.
  await people.change(by.id, ({ about: _, ...person }) => person);
  return replyCard(whichMissingCard(open.slice(0, mostCasesOffered), pack, notice));
}

/**
 * Shows the card of one case. A “missing:” typed next is about this case. If it is a draft, the bot remembers this
 * card, and replaces it once the case is no longer the author’s draft.
 */
async function showCase(record: CaseRecord, { by, pack, people }: Context, again?: FormRetry): Promise<Reply> {
  await people.change(by.id, (person) => ({ ...person, about: record.id }));
  const keeps = isOwnDraft(record) ? { keeps: { caseId: record.id, as: 'draft' as const } } : {};
  return [{ card: missingCard(record, pack, again), storeInChat: true, ...keeps }];
}

/** Tells the MASH that the child is missing. */
export const tellMissing = (given: PressInput<typeof missingForm>, context: Context): OwnPlan =>
  tell(given, given.inputs, context, (own, words, at) =>
    recordMissing(referralOf(own.events), { police: given.inputs.know ?? policeIn(words), words }, asWritten(own), at),
  );

/** Tells the MASH that the child was found, or was not missing after all. */
export const tellFound = (given: PressInput<typeof foundForm>, context: Context): OwnPlan =>
  tell(given, { ...given.inputs, phone: '' }, context, (own, words, at) =>
    recordFound(referralOf(own.events), words, asWritten(own), at),
  );

const asWritten = (own: CaseRecord) => ({ author: own.author, texts: textsAsWritten(own) });

/** Records a report and shows the card again. A phone number that was typed with it is kept for the MASH. */
function tell(
  given: Pick<FormRetry, 'attempt' | 'typed'>,
  { police, phone }: { police: string; phone: string },
  context: Context,
  decide: (record: CaseRecord, words: string, at: Actor) => Outcome,
): OwnPlan {
  const { pack, shows } = context;
  const words = police.trim() === '' ? '' : police;
  const phoneProblem: FormRetry['problems'] = isLongPhone(phone, pack) ? { phone: phoneTooLongWords(pack) } : {};
  const withIt = (own: CaseRecord) => withPhone(own, phone, pack);
  return {
    followsJoin: true,
    does(own, at) {
      if (erasedIn(own.events)) return shows.whereItStands(own);
      const on = withIt(own);
      const outcome = decide(on, words, at);
      const isPhoneAlone = outcome.kind === 'nothing-to-do' && on !== own && isUnwritten(referralOf(on.events));
      return isPhoneAlone ? withEvents([{ type: 'WhoRefersSaid', at: at.now, by: at.by.id }]) : outcome;
    },
    on: withIt,
    after(next, before, isNew) {
      const typed: FormRetry['typed'] = phoneProblem.phone ? { phone } : {}; // too long: it is asked again
      const again = formAgain({ ...given, typed }, phoneProblem);
      return () => showCase(isNew ? next : withIt(before), context, again);
    },
    onRefusal(why, own) {
      if (why.kind !== 'text-too-long') return undefined;
      const again = formAgain(given, { police: tooLongWords(why.limit), ...phoneProblem });
      return () => showCase(withIt(own), context, again);
    },
  };
}

const isLongPhone = (phone: string, pack: Pack) => [...phone.trim()].length > fieldOf(pack, 'phone').limit;

/** The case with the author's phone number, if it had none and this one is usable. */
function withPhone(own: CaseRecord, phone: string, pack: Pack): CaseRecord {
  const answers = ownAnswers(own);
  if (own.status === 'withdrawn' || isWritten(own)) return own;
  if (phone.trim() === '' || answers.values.phone || isLongPhone(phone, pack)) return own;
  const next = { ...answers, values: { ...answers.values, phone: phone.trim() } };
  const part = own.facts.adding ? { adding: next } : { answers: next };
  return { ...own, facts: { ...own.facts, ...part } };
}

/**
 * “my phone: …”: fills the empty box of a check. What a referral has already is never replaced: then the number is news.
 * @returns no message if it is for the MASH, and this case is not with it
 */
export async function savePhone(id: CaseId, phone: string, context: Context): Promise<Reply> {
  const { by, cases, pack, press } = context;
  const own = await loadOwn(id, by, context);
  if (own && isLive(own) && withPhone(own, phone, pack) === own)
    return press(sendInformation, { case: id, inChat: true }, { information: `my phone: ${phone}` });
  const says = (heading: string, ...lines: string[]) => replyCard(helpCard(pack, { heading, lines }));
  if (isLongPhone(phone, pack)) return says('That is too long', phoneTooLongWords(pack));
  const isForMash = own?.status === 'draft' && (await cases.of(by.id)).some(isLive);
  const nobody = isForMash ? [] : says('Your number was not changed', 'To change it in your check, type “change”.');
  const plan: OwnPlan = {
    does(own, at) {
      const next = withPhone(own, phone, pack);
      if (next === own) return nobody;
      if (isUnwritten(referralOf(next.events)))
        return withEvents([{ type: 'WhoRefersSaid', at: at.now, by: at.by.id }]);
      const answer = says('Thank you', 'Your number is in your draft. The MASH gets it with your referral.');
      return { saves: next, answer };
    },
    on: (own) => withPhone(own, phone, pack),
    after: () => says('Thank you', 'The MASH has your number.'),
  };
  return (await changeOwnCase(id, plan, context)) ?? nobody;
}
