import type { CaseId } from '../base/reference.ts';
import type { Verb } from '../cards/verb.ts';
import type { By, OwnAction, OwnPlan, PressInput } from './action.ts';
import { changeCase } from './change-case.ts';
import type { Context, Reply } from './context.ts';

export const ownAction = <V extends Verb>(
  verb: V,
  plan: (given: PressInput<V>, context: Context) => OwnPlan,
): OwnAction<V> => ({ kind: 'own', verb, where: ['chat'], plan });

export async function onOwnCase(id: CaseId, { does, on, after, onRefusal }: OwnPlan, context: Context): Promise<Reply> {
  const { by: who, now, shows } = context;
  const change = await changeCase<Reply>(id, context, (record) => {
    if (record.author !== who.id) return { instead: shows.notYours() };
    const at: By = { by: { ...who, name: record.facts.names[who.id] ?? who.name }, now: now() };
    const outcome = does(record, at);
    if (Array.isArray(outcome)) return { instead: outcome };
    return {
      outcome,
      by: at.by,
      on: outcome.kind === 'happened' && on ? on(record, at) : record,
      answer: (next, result) =>
        typeof result === 'object' ? (onRefusal?.(result) ?? shows.notYours()) : after(next, record),
    };
  });
  return change?.answer ?? shows.notYours();
}
