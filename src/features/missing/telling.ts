import type { PressInput } from '../../actions/action.ts';
import { changeCase } from '../../actions/change-case.ts';
import type { Context, Reply } from '../../actions/context.ts';
import { isWritten } from '../../actions/which-case.ts';
import type { CaseId } from '../../base/reference.ts';
import { tooLongWords } from '../../cards/forms.ts';
import { advance, withCaseCard } from '../../case/advance.ts';
import type { Actor } from '../../case/commands.ts';
import { erasedIn } from '../../case/erased.ts';
import { joinedInto } from '../../case/joined.ts';
import { type Outcome, withEvents } from '../../case/outcome.ts';
import { type CaseRecord, isOwnDraft, ownAnswers } from '../../case/record.ts';
import { isShown } from '../../case/shown.ts';
import { isUnwritten, referralOf } from '../../case/state.ts';
import { policeIn } from '../../check/typed-police.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import { missingCard, phoneTooLongWords, whichMissingCard } from './cards.ts';
import { recordFound, recordMissing } from './rules.ts';
import type { reportFound as foundForm, missing, reportMissing as missingForm } from './verbs.ts';

const mostCasesOffered = 8;

/**
 * Answers “child is missing”. The number of the police comes first. The bot asks which case only if the author has
 * more than one.
 */
export async function showMissing({ case: id }: PressInput<typeof missing>, context: Context): Promise<Reply> {
  const { by, cases, shows } = context;
  const record = id && (await continuingCase(await cases.load(id), context));
  if (id && record?.author !== by.id) return shows.notYours();
  if (record && erasedIn(record.events)) return shows.whereItStands(record);
  if (record && record.status !== 'withdrawn') return showCase(record, {}, context);
  const question = await askWhichChild(context);
  return record ? [{ text: 'That draft is deleted.' }, ...question] : question;
}

/** Lets the author choose one of their cases. A single case is shown at once, unless `notice` says why the bot asks. */
export async function askWhichChild(context: Context, notice = ''): Promise<Reply> {
  const { by, cases, pack, people } = context;
  const own = await cases.of(by.id, 40);
  const open = own.filter(
    ({ status, training, events }) => !['withdrawn', 'joined'].includes(status) && !training && !erasedIn(events),
  );
  const [only, ...others] = open;
  if (only && others.length === 0 && notice === '') return showCase(only, {}, context);
  // Words typed before the answer must not go to the case whose card was shown last.
  await people.change(by.id, ({ about: _, ...person }) => person);
  return [...(notice ? [{ text: notice }] : []), { card: whichMissingCard(open.slice(0, mostCasesOffered), pack) }];
}

type CardState = NonNullable<Parameters<typeof missingCard>[2]>;

/**
 * Shows the card of one case. A “missing:” typed next is about this case. If it is a draft, the bot remembers this
 * card, and replaces it once the case is no longer the author’s draft.
 */
async function showCase(record: CaseRecord, state: CardState, { by, pack, people }: Context): Promise<Reply> {
  await people.change(by.id, (person) => ({ ...person, about: record.id }));
  const keeps = isOwnDraft(record) ? { keeps: { caseId: record.id, as: 'draft' as const } } : {};
  return [{ card: missingCard(record, pack, state), storeInChat: true, ...keeps }];
}

/** Tells the MASH that the child is missing. */
export const tellMissing = (given: PressInput<typeof missingForm>, context: Context): Promise<Reply> =>
  tell({ ...given, ...given.inputs }, context, ({ author, events, facts: { texts } }, words, at) =>
    recordMissing(referralOf(events), { police: given.inputs.know ?? policeIn(words), words }, { author, texts }, at),
  );

/** Tells the MASH that the child was found, or was not missing after all. */
export const tellFound = (given: PressInput<typeof foundForm>, context: Context): Promise<Reply> =>
  tell({ ...given, ...given.inputs, phone: '' }, context, ({ author, events, facts: { texts } }, words, at) =>
    recordFound(referralOf(events), words, { author, texts }, at),
  );

/**
 * The case in which a report is recorded. For a call that was joined into a case of the same author, it is that case.
 */
async function continuingCase(record: CaseRecord | undefined, { cases }: Pick<Context, 'cases'>) {
  const into = record && joinedInto(record);
  const other = into && (await cases.load(into));
  return other && other.author === record?.author ? other : record;
}

/** Records a report and shows the card again. A phone number that was typed with it is kept for the MASH. */
async function tell(
  { case: named, attempt, police, phone }: { case: CaseId; attempt: number; police: string; phone: string },
  context: Context,
  decide: (record: CaseRecord, words: string, at: Actor) => Outcome,
): Promise<Reply> {
  const { now, pack, shows } = context;
  const words = police.trim() === '' ? '' : police;
  const id = (await continuingCase(await context.cases.load(named), context))?.id ?? named;
  const longPhone = isLongPhone(phone, pack) ? phone.trim().slice(0, 8000) : ''; // the report is recorded all the same
  const change = await changeCase<Reply | { record: CaseRecord; problem?: string }>(id, context, (before) => {
    if (before.author === context.by.id && erasedIn(before.events)) return { instead: shows.whereItStands(before) };
    const by = { ...context.by, name: before.facts.names[context.by.id] ?? context.by.name };
    const on = withPhone(before, phone, context);
    const outcome = decide(on, words, { by, now: now() });
    const isPhoneAlone = outcome.kind === 'nothing-to-do' && on !== before && isUnwritten(referralOf(on.events));
    return {
      on,
      outcome: isPhoneAlone ? withEvents([{ type: 'WhoRefersSaid', at: now(), by: by.id }]) : outcome,
      by,
      answer(next, result) {
        if (typeof result !== 'object') return { record: result === 'new' ? next : on };
        return result.kind === 'text-too-long' ? { record: on, problem: tooLongWords(result.limit) } : shows.notYours();
      },
    };
  });
  const answer = change?.answer ?? shows.notYours();
  if (Array.isArray(answer)) return answer;
  const { record, problem } = answer;
  return showCase(
    record,
    { ...(problem ? { problem, typed: words.slice(0, 8000) } : {}), longPhone, attempt },
    context,
  );
}

const isLongPhone = (phone: string, pack: Pack): boolean => [...phone.trim()].length > fieldOf(pack, 'phone').limit;

/** The case with the author's phone number, if it had none and this one is usable. */
function withPhone(record: CaseRecord, phone: string, { by, pack }: Context): CaseRecord {
  const answers = ownAnswers(record);
  const isTheirs = record.author === by.id && record.status !== 'withdrawn' && !isWritten(record);
  if (!isTheirs || phone.trim() === '' || answers.values.phone || isLongPhone(phone, pack)) return record;
  const next = { ...answers, values: { ...answers.values, phone: phone.trim() } };
  const part = record.facts.adding ? { adding: next } : { answers: next };
  return { ...record, facts: { ...record.facts, ...part } };
}

/** “my phone: …”: saves the number in the case. If the MASH has its card, the card is drawn again. */
export async function savePhone(id: CaseId, phone: string, context: Context): Promise<Reply> {
  const { caseContext, cases, pack } = context;
  if (isLongPhone(phone, pack)) return [{ text: phoneTooLongWords(pack) }];
  const whoHasIt = await cases.change<keyof typeof phoneWords>(id, (record) => {
    const next = withPhone(record, phone, context);
    if (next === record) return { result: 'nobody' };
    if (isUnwritten(referralOf(next.events))) {
      const events = [{ type: 'WhoRefersSaid' as const, at: caseContext().now, by: context.by.id }];
      return { record: advance(next, { events }, caseContext()), result: 'mash' };
    }
    return isShown(next)
      ? { record: withCaseCard(next, caseContext()), result: 'mash' }
      : { record: next, result: 'draft' };
  });
  return [{ text: phoneWords[whoHasIt ?? 'nobody'] }];
}

const phoneWords = {
  mash: 'Thank you. The MASH has your number.',
  draft: 'Thank you. Your number is in your draft. The MASH gets it with your referral.',
  nobody: 'I did not need that number. Nothing was changed.',
};
