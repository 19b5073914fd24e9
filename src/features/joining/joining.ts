import { type ChangeResult, changeCase } from '../../actions/change-case.ts';
import type { Context } from '../../actions/context.ts';
import type { BetweenCasesDeps } from '../../actions/feature.ts';
import type { Person } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import { type Duration, msBetween, msIn } from '../../base/time.ts';
import { advance, withMirrored } from '../../case/advance.ts';
import { joinedInto } from '../../case/joined.ts';
import type { Refusal } from '../../case/outcome.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { allocatedTo } from '../../case/referral.ts';
import { sentReferral } from '../../case/standing.ts';
import { waiting } from '../../case/up-next.ts';
import { isA } from '../../history/events.ts';
import { joiningRefusalWords } from './cards.ts';
import { eventsUndoingJoin, heardAt, joiningMirrorOf, recordJoin, recordSeparation, whyNotJoin } from './rules.ts';

/**
 * Tells the other case that the two are joined or separated. The press does this at once. If the program ends before
 * that, the worker does it later; doing it twice does no harm. If the call was decided meanwhile, the join is undone
 * in the case that it was joined into.
 */
export async function tellJoinedCase(
  record: CaseRecord,
  { to, event: index }: { to: CaseId; event: number },
  { cases, caseContext }: Pick<BetweenCasesDeps, 'cases' | 'caseContext'>,
) {
  const event = record.events[index];
  const cannotJoin = await cases.change(to, (other) => {
    const mirrored = joiningMirrorOf(event, record, other);
    if (!mirrored) return { result: false };
    if (mirrored === 'cannot') return { result: true };
    return { record: withMirrored(other, mirrored, record, caseContext()), result: false };
  });
  if (!cannotJoin || event?.type !== 'CallJoined') return;
  await cases.change(record.id, (kept) => {
    const events = eventsUndoingJoin(kept, event, caseContext().now);
    return { ...(events.length > 0 && { record: advance(kept, { events }, caseContext()) }), result: undefined };
  });
}

const mostLookedAt = 1000; // far more cases than wait in any partnership
const mostOffered = 8;

/** Referrers' cases that may be about the same call as a logged one, the nearest in time first. */
export async function joinableCases(
  logged: CaseRecord,
  by: Person,
  { cases, pack }: Pick<Context, 'cases' | 'pack'>,
): Promise<CaseRecord[]> {
  const found = (await cases.upNext(waiting, mostLookedAt)).flat();
  return nearestJoinable(logged, found, by, pack.clocks.writtenConfirmation.within);
}

/**
 * The cases that can be joined with the call and that came close enough to it in time.
 * @param within the longest time between the two, before or after the call; exactly this long still counts
 */
export function nearestJoinable(logged: CaseRecord, waiting: CaseRecord[], by: Person, within: Duration): CaseRecord[] {
  const calledTime = heardAt(logged);
  if (!calledTime) return [];
  const distance = (record: CaseRecord) => Math.abs(msBetween(calledTime, heardAt(record) ?? calledTime));
  return waiting
    .filter((kept) => whyNotJoin({ logged, kept }, by) === undefined && distance(kept) <= msIn(within))
    .sort((one, other) => distance(one) - distance(other))
    .slice(0, mostOffered);
}

/**
 * The result in words, and the call as it is afterwards. `call` is missing when the reference names no case of the
 * MASH.
 */
export interface JoiningResult {
  text: string;
  isNew?: boolean;
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
  if (!logged) return { text: unknownReference };
  const refusedBecause = (why: Refusal): JoiningResult => ({
    text: joiningRefusalWords(why, named),
    call: logged,
  });
  const change = await changeCase(named.kept, context, (kept) => {
    const call = sentReferral(logged);
    const holder = call && allocatedTo(call);
    const names = { ...(holder && { [holder]: staffName(logged, holder) }), ...kept.facts.names };
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
  const event = kept.events.findLastIndex((each) => each.type === 'CallJoined' && each.from === logged.id);
  await tellJoinedCase(kept, { to: logged.id, event }, context);
  const call = (await cases.load(logged.id)) ?? logged;
  if (joinedInto(call) !== kept.id) {
    // the call was decided, or joined elsewhere, in the same moment
    const because = whyNotJoin({ logged: call, kept }, by) ?? 'decided';
    return { ...refusedBecause({ kind: 'cannot-join', because }), call };
  }
  const joined = change.isNew ? 'Joined' : 'Joined before';
  return { text: `${joined}: ${logged.id} goes on in ${kept.id}.`, isNew: change.isNew, call };
}

/**
 * Separates a joined call, which then waits for its own decision. The call is written first, so that one of the two
 * cases always waits for a decision.
 */
export async function separate(id: CaseId, by: Person, context: Deps): Promise<JoiningResult> {
  const call = await loadSent(id, context);
  if (!call) return { text: unknownReference };
  const into = joinedInto(call);
  const kept = into && (await context.cases.load(into));
  const change = await changeCase(id, context, (record) => ({
    outcome: recordSeparation({ logged: record, kept }, { by, now: context.now() }),
    by,
    answer: caseAndRefusal,
  }));
  const { record, why } = change?.answer ?? { record: call };
  if (why) return { text: joiningRefusalWords(why, { logged: id, kept: id }), call };
  const event = record.events.findLastIndex(isA('JoinUndone'));
  const undone = record.events[event];
  if (undone?.type !== 'JoinUndone') return { text: `${id} stands by itself. Nothing was changed.`, call };
  await tellJoinedCase(record, { to: undone.other, event }, context);
  const text = change?.isNew
    ? `Separated: ${id} waits for its own decision again.`
    : `${id} stands by itself already. Nothing was changed.`;
  return { text, isNew: change?.isNew, call: record };
}

/** The case as it is now, and why the change was refused if it was. */
const caseAndRefusal = (record: CaseRecord, result: ChangeResult): { record: CaseRecord; why?: Refusal } =>
  typeof result === 'object' ? { record, why: result } : { record };

/** Loads a case that was sent to the MASH. Practice cases do not count. */
async function loadSent(id: CaseId, { cases }: Pick<Context, 'cases'>) {
  const record = await cases.load(id);
  return record && !record.practice && sentReferral(record) ? record : undefined;
}

const unknownReference = 'I know no referral with that reference. Check each letter. Nothing was changed.';
