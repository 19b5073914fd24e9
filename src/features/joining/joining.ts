import { changeCase } from '../../actions/change-case.ts';
import type { Context } from '../../actions/context.ts';
import type { Person } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import { allocatedTo } from '../../case/along.ts';
import { joinedInto } from '../../case/joined.ts';
import type { Refusal } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { tellJoinedCase } from './between.ts';
import { type Pair, recordJoin, recordSeparation, whyNotJoin } from './rules.ts';
import { joiningRefusalWords } from './words.ts';

/** What came of it, in words, and the call as it stands then; it is not there where somebody named no case of the MASH. */
export interface JoiningResult {
  text: string;
  isNew: boolean;
  call?: CaseRecord;
}

type With = Pick<Context, 'cases' | 'caseContext' | 'log' | 'metrics' | 'now' | 'pack'>;

/** Joins a call that the MASH wrote down into the referrer's case. A press that was broken off is finished by the next one. */
export async function join(
  named: Record<'logged' | 'kept', CaseId>,
  by: Person,
  context: With,
): Promise<JoiningResult> {
  const { cases, now, pack } = context;
  const logged = await known(named.logged, context);
  if (!logged) return { text: unknown, isNew: false };
  const refusedFor = (why: Refusal): JoiningResult => ({
    text: joiningRefusalWords(why, named),
    isNew: false,
    call: logged,
  });
  const done = await changeCase<CaseRecord | Refusal>(named.kept, context, (kept) => {
    const call = submittedIn(referralOf(logged.events));
    const holder = call && allocatedTo(call);
    const names = { ...(holder ? { [holder]: logged.facts.names[holder] ?? 'a colleague' } : {}), ...kept.facts.names };
    return {
      on: { ...kept, facts: { ...kept.facts, names } },
      outcome: recordJoin({ logged, kept }, pack, { by, now: now() }),
      by,
      answer: (next, how) => (typeof how === 'object' ? how : next),
    };
  });
  if (!done) return refusedFor({ kind: 'cannot-join', because: 'kept-unknown' });
  if (!('events' in done.answer)) return refusedFor(done.answer);
  const kept = done.answer;
  const event = kept.events.findLastIndex(
    ({ type, ...each }) => type === 'CallJoined' && 'from' in each && each.from === logged.id,
  );
  await tellJoinedCase(kept, { to: logged.id, event }, context);
  const call = (await cases.load(logged.id)) ?? logged;
  if (joinedInto(call) !== kept.id) return { text: meanwhile({ logged: call, kept }, by), isNew: false, call };
  const which = done.isNew ? 'Joined' : 'Joined before';
  return { text: `${which}: ${logged.id} goes on in ${kept.id}.`, isNew: done.isNew, call };
}

/** Lets a joined call wait again. It is written first, so that there is no moment in which nobody waits for it. */
export async function separate(id: CaseId, by: Person, context: With): Promise<JoiningResult> {
  const call = await known(id, context);
  if (!call) return { text: unknown, isNew: false };
  const done = await changeCase<CaseRecord | Refusal>(id, context, (record) => ({
    outcome: recordSeparation(record, { by, now: context.now() }),
    by,
    answer: (next, how) => (typeof how === 'object' ? how : next),
  }));
  const answer = done?.answer ?? call;
  if (!('events' in answer)) return { text: joiningRefusalWords(answer, { logged: id, kept: id }), isNew: false, call };
  const event = answer.events.findLastIndex(({ type }) => type === 'JoinUndone');
  const undone = answer.events[event];
  if (undone?.type !== 'JoinUndone')
    return { text: `${id} stands by itself. Nothing was changed.`, isNew: false, call };
  await tellJoinedCase(answer, { to: undone.other, event }, context);
  const text = done?.isNew
    ? `Separated: ${id} waits for its own decision again.`
    : `${id} stands by itself already. Nothing was changed.`;
  return { text, isNew: done?.isNew ?? false, call: answer };
}

/** A case that was sent to the MASH, and no made-up one. */
async function known(id: CaseId, { cases }: Pick<Context, 'cases'>): Promise<CaseRecord | undefined> {
  const record = await cases.load(id);
  return record && !record.training && submittedIn(referralOf(record.events)) ? record : undefined;
}

const unknown = 'I know no referral with that reference. Check each letter. Nothing was changed.';

function meanwhile({ logged, kept }: Pair, by: Person): string {
  const why = whyNotJoin({ logged, kept }, by) ?? 'decided';
  return joiningRefusalWords({ kind: 'cannot-join', because: why }, { logged: logged.id, kept: kept.id });
}
