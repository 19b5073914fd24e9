import type { CaseId } from '../base/reference.ts';
import { joinedInto } from '../case/joined.ts';
import { notThere, type OwnAnswer, type OwnPlan } from './action.ts';
import { changeCase } from './change-case.ts';
import type { Context } from './context.ts';

/** Does it to a case of the person's own. For anybody else, and without such a case, the answer is “not yours”. */
export const onOwnCase = async (id: CaseId, plan: OwnPlan, context: Context) =>
  (await changeOwnCase(id, plan, context)) ?? context.shows.notYours();

/** The same. @returns undefined where `onOwnCase` says “not yours” */
export async function changeOwnCase(id: CaseId, plan: OwnPlan, context: Context) {
  let answer = await planned(id, plan, context);
  if (typeof answer === 'object' && 'goesOnIn' in answer) {
    const alone = { ...plan, followsJoin: false };
    const there = await planned(answer.goesOnIn, alone, context);
    answer = there === undefined || there === notOwn ? await planned(id, alone, context) : there;
  }
  if (answer === notOwn) context.metrics.refused('not-the-author');
  if (typeof answer === 'function') return answer();
  return Array.isArray(answer) ? answer : undefined;
}

const notOwn = 'not-own';

/** @returns `notOwn` for a case of somebody else; `goesOnIn` if it is to be done in the case that this one is joined into */
async function planned(id: CaseId, plan: OwnPlan, { by: who, ...context }: Context) {
  type Answer = OwnAnswer | typeof notOwn | { goesOnIn: CaseId };
  const change = await changeCase<Answer>(id, context, (record) => {
    if (record.author !== who.id) return { instead: notOwn };
    const into = plan.followsJoin ? joinedInto(record) : undefined;
    if (into) return { instead: { goesOnIn: into } };
    const name = plan.usesTeamsName ? who.name : (record.facts.names[who.id] ?? who.name);
    const at = { by: { ...who, name }, now: context.now() };
    const result = plan.does(record, at);
    if (typeof result === 'function' || Array.isArray(result) || 'notThere' in result) return { instead: result };
    if (!('kind' in result)) return { instead: result.answer, saves: result.saves, refusal: result.refusal };
    return {
      outcome: result,
      by: at.by,
      on: result.kind === 'happened' && plan.on ? plan.on(record, at) : record,
      answer: (next, change) =>
        (typeof change === 'object'
          ? plan.onRefusal?.(change, record)
          : plan.after?.(next, record, change === 'new')) ?? notThere,
    };
  });
  return change?.answer;
}
