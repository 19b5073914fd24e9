import type { PressInput } from '../../actions/action.ts';
import { changeCase } from '../../actions/change-case.ts';
import type { Context, Reply } from '../../actions/context.ts';
import { isWritten } from '../../actions/which-case.ts';
import type { CaseId } from '../../base/reference.ts';
import { tooLongWords } from '../../cards/forms.ts';
import { advance, withCaseCard } from '../../case/advance.ts';
import type { Actor } from '../../case/commands.ts';
import { joinedInto } from '../../case/joined.ts';
import { type Outcome, withEvents } from '../../case/outcome.ts';
import { type CaseRecord, isOwnDraft, ownAnswers } from '../../case/record.ts';
import { isShown } from '../../case/shown.ts';
import { isUnwritten, referralOf } from '../../case/state.ts';
import { policeIn } from '../../check/typed-police.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import { erasedIn } from '../retention/state.ts';
import { longPhoneText, missingCard, whichMissingCard } from './cards.ts';
import { recordFound, recordMissing } from './rules.ts';
import type { reportFound as foundForm, missing, reportMissing as missingForm } from './verbs.ts';

const offered = 8;

/** The child is missing: the police first, before anything is asked. Which case is not asked where there is only one. */
export async function askMissing({ case: id }: PressInput<typeof missing>, context: Context): Promise<Reply> {
  const { by, cases, shows } = context;
  const record = id && (await goesOnIn(await cases.load(id), context));
  if (id && record?.author !== by.id) return shows.notYours();
  if (record && erasedIn(record.events)) return shows.whereItStands(record);
  if (record && record.status !== 'withdrawn') return shown(record, {}, context);
  const which = await whichChild(context);
  return record ? [{ text: 'That draft is deleted.' }, ...which] : which;
}

/** The police first, and the worker's own cases to choose from; the only one at once. @param notice why it is asked */
export async function whichChild(context: Context, notice = ''): Promise<Reply> {
  const { by, cases, pack, people } = context;
  const own = await cases.of(by.id, 40);
  const open = own.filter(
    ({ status, training, events }) => !['withdrawn', 'joined'].includes(status) && !training && !erasedIn(events),
  );
  const [only, ...others] = open;
  if (only && others.length === 0 && notice === '') return shown(only, {}, context);
  // Whoever is asked which child has not said so yet: words typed now are not about the one whose card was shown before.
  await people.change(by.id, ({ about: _, ...person }) => person);
  return [...(notice ? [{ text: notice }] : []), { card: whichMissingCard(open.slice(0, offered), pack) }];
}

type How = NonNullable<Parameters<typeof missingCard>[2]>;

/** The card of one case; what is typed next as “missing:” is about this one. Of a draft it goes when the draft goes. */
async function shown(record: CaseRecord, how: How, { by, pack, people }: Context): Promise<Reply> {
  await people.change(by.id, (person) => ({ ...person, about: record.id }));
  const keeps = isOwnDraft(record) ? { keeps: { caseId: record.id, as: 'draft' as const } } : {};
  return [{ card: missingCard(record, pack, how), storeInChat: true, ...keeps }];
}

/** Tells the MASH that the child is missing. */
export const tellMissing = (given: PressInput<typeof missingForm>, context: Context): Promise<Reply> =>
  tell({ ...given, ...given.inputs }, context, ({ author, events, facts: { texts } }, words, at) =>
    recordMissing(referralOf(events), { police: given.inputs.know ?? policeIn(words), words }, { author, texts }, at),
  );

/** Tells the MASH that the child is found, or was not missing after all. */
export const tellFound = (given: PressInput<typeof foundForm>, context: Context): Promise<Reply> =>
  tell({ ...given, ...given.inputs, phone: '' }, context, ({ author, events, facts: { texts } }, words, at) =>
    recordFound(referralOf(events), words, { author, texts }, at),
  );

/** Of a call that the MASH joined into the same person's case it is said there, where somebody waits for it. */
async function goesOnIn(record: CaseRecord | undefined, { cases }: Pick<Context, 'cases'>) {
  const into = record && joinedInto(record);
  const other = into && (await cases.load(into));
  return other && other.author === record?.author ? other : record;
}

async function tell(
  { case: named, attempt, police, phone }: { case: CaseId; attempt: number; police: string; phone: string },
  context: Context,
  decide: (record: CaseRecord, words: string, at: Actor) => Outcome,
): Promise<Reply> {
  const { now, pack, shows } = context;
  const words = police.trim() === '' ? '' : police;
  const id = (await goesOnIn(await context.cases.load(named), context))?.id ?? named;
  const longPhone = isLongPhone(phone, pack) ? phone.trim().slice(0, 8000) : ''; // the MASH is told none the less
  const done = await changeCase<Reply | { record: CaseRecord; problem?: string }>(id, context, (found) => {
    if (found.author === context.by.id && erasedIn(found.events)) return { instead: shows.whereItStands(found) };
    const by = { ...context.by, name: found.facts.names[context.by.id] ?? context.by.name };
    const on = withPhone(found, phone, context);
    const said = decide(on, words, { by, now: now() });
    const isPhoneAlone = said.kind === 'nothing-to-do' && on !== found && isUnwritten(referralOf(on.events));
    return {
      on,
      outcome: isPhoneAlone ? withEvents([{ type: 'WhoRefersSaid', at: now(), by: by.id }]) : said,
      by,
      answer(next, how) {
        if (typeof how !== 'object') return { record: how === 'new' ? next : on };
        return how.kind === 'text-too-long' ? { record: on, problem: tooLongWords(how.limit) } : shows.notYours();
      },
    };
  });
  const answer = done?.answer ?? shows.notYours();
  if (Array.isArray(answer)) return answer;
  const { record, problem } = answer;
  return shown(record, { ...(problem ? { problem, typed: words.slice(0, 8000) } : {}), longPhone, attempt }, context);
}

const isLongPhone = (phone: string, pack: Pack): boolean => [...phone.trim()].length > fieldOf(pack, 'phone').limit;

/** Whom the MASH can ring, where that was not known yet. */
function withPhone(record: CaseRecord, phone: string, { by, pack }: Context): CaseRecord {
  const answers = ownAnswers(record);
  const isTheirs = record.author === by.id && record.status !== 'withdrawn' && !isWritten(record);
  if (!isTheirs || phone.trim() === '' || answers.values.phone || isLongPhone(phone, pack)) return record;
  const next = { ...answers, values: { ...answers.values, phone: phone.trim() } };
  const part = record.facts.adding ? { adding: next } : { answers: next };
  return { ...record, facts: { ...record.facts, ...part } };
}

/** "my phone: …": the number that the MASH rings, for a draft of which it knows already. */
export async function keepPhone(id: CaseId, phone: string, context: Context): Promise<Reply> {
  const { caseContext, cases, pack } = context;
  if (isLongPhone(phone, pack)) return [{ text: longPhoneText(pack) }];
  const isKept = await cases.change(id, (record) => {
    const next = withPhone(record, phone, context);
    if (next === record) return { result: false };
    if (isUnwritten(referralOf(next.events))) {
      const events = [{ type: 'WhoRefersSaid' as const, at: caseContext().now, by: context.by.id }];
      return { record: advance(next, { events }, caseContext()), result: true };
    }
    return { record: isShown(next) ? withCaseCard(next, caseContext()) : next, result: true };
  });
  const text = isKept ? 'Thank you. The MASH has your number.' : 'I did not need that number. Nothing was changed.';
  return [{ text }];
}
