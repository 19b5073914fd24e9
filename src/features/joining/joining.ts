import { type ChangeResult, changeCase } from '../../actions/change-case.ts';
import type { Context } from '../../actions/context.ts';
import type { Person } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import { joinedInto } from '../../case/joined.ts';
import type { Refusal } from '../../case/outcome.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { allocatedTo } from '../../case/referral.ts';
import { sentReferral } from '../../case/submitted.ts';
import { tellJoinedCase } from './between.ts';
import { type Pair, recordJoin, recordSeparation, whyNotJoin } from './rules.ts';
import { joiningRefusalWords } from './words.ts';

/**
 * The result in words, and the call as it is afterwards. `call` is missing when the reference names no case of the
 * MASH.
 */
export interface JoiningResult {
  text: string;
  isNew: boolean;
  call?: CaseRecord;
}

type Deps = Pick<Context, 'cases' | 'caseContext' | 'log' | 'metrics' | 'now' | 'pack'>;

/**
 * Joins a logged call into the referrer's case. If a join was interrupted, the next press finishes it.
 */
export async function join(
  named: Record<'logged' | 'kept', CaseId>,
  by: Person,
  context: Deps,
): Promise<JoiningResult> {
  const { cases, now, pack } = context;
  const logged = await loadSent(named.logged, context);
  if (!logged) return { text: unknownReference, isNew: false };
  const refusedBecause = (why: Refusal): JoiningResult => ({
    text: joiningRefusalWords(why, named),
    isNew: false,
    call: logged,
  });
  const change = await changeCase(named.kept, context, (kept) => {
    const call = sentReferral(logged);
    const holder = call && allocatedTo(call);
    const names = { ...(holder ? { [holder]: staffName(logged, holder) } : {}), ...kept.facts.names };
    return {
      on: { ...kept, facts: { ...kept.facts, names } },
      outcome: recordJoin({ logged, kept }, pack, { by, now: now() }),
      by,
      answer: caseAndRefusal,
    };
  });
  if (!change) return refusedBecause({ kind: 'cannot-join', because: 'kept-unknown' });
  const { record: kept, why } = change.answer;
  if (why) return refusedBecause(why);
  const event = kept.events.findLastIndex(
    ({ type, ...each }) => type === 'CallJoined' && 'from' in each && each.from === logged.id,
  );
  await tellJoinedCase(kept, { to: logged.id, event }, context);
  const call = (await cases.load(logged.id)) ?? logged;
  if (joinedInto(call) !== kept.id)
    return { text: notJoinedAfterAllWords({ logged: call, kept }, by), isNew: false, call };
  const joined = change.isNew ? 'Joined' : 'Joined before';
  return { text: `${joined}: ${logged.id} goes on in ${kept.id}.`, isNew: change.isNew, call };
}

/**
 * Separates a joined call, which then waits for its own decision. The call is written first, so that one of the two
 * cases always waits for a decision.
 */
export async function separate(id: CaseId, by: Person, context: Deps): Promise<JoiningResult> {
  const call = await loadSent(id, context);
  if (!call) return { text: unknownReference, isNew: false };
  const change = await changeCase(id, context, (record) => ({
    outcome: recordSeparation(record, { by, now: context.now() }),
    by,
    answer: caseAndRefusal,
  }));
  const { record, why } = change?.answer ?? { record: call };
  if (why) return { text: joiningRefusalWords(why, { logged: id, kept: id }), isNew: false, call };
  const event = record.events.findLastIndex(({ type }) => type === 'JoinUndone');
  const undone = record.events[event];
  if (undone?.type !== 'JoinUndone')
    return { text: `${id} stands by itself. Nothing was changed.`, isNew: false, call };
  await tellJoinedCase(record, { to: undone.other, event }, context);
  const text = change?.isNew
    ? `Separated: ${id} waits for its own decision again.`
    : `${id} stands by itself already. Nothing was changed.`;
  return { text, isNew: change?.isNew ?? false, call: record };
}

/** The case as it is now, and why the change was refused if it was. */
const caseAndRefusal = (record: CaseRecord, result: ChangeResult): { record: CaseRecord; why?: Refusal } =>
  typeof result === 'object' ? { record, why: result } : { record };

/** Loads a case that was sent to the MASH. Training cases do not count. */
async function loadSent(id: CaseId, { cases }: Pick<Context, 'cases'>): Promise<CaseRecord | undefined> {
  const record = await cases.load(id);
  return record && !record.training && sentReferral(record) ? record : undefined;
}

const unknownReference = 'I know no referral with that reference. Check each letter. Nothing was changed.';

/** Why a join did not hold: the call was decided, or joined elsewhere, in the same moment. */
function notJoinedAfterAllWords({ logged, kept }: Pair, by: Person): string {
  const why = whyNotJoin({ logged, kept }, by) ?? 'decided';
  return joiningRefusalWords({ kind: 'cannot-join', because: why }, { logged: logged.id, kept: kept.id });
}
