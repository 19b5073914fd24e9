import { type Action, errand, type PressInput } from '../../actions/action.ts';
import type { Context, Reply } from '../../actions/context.ts';
import type { CaseId } from '../../base/reference.ts';
import type { Verb } from '../../cards/verb.ts';
import { open, start, startNew } from '../../cards/verbs.ts';
import { isOwnDraft } from '../../case/record.ts';
import type { GivenAnswer } from '../../check/answer.ts';
import { startLinked } from '../linking/verbs.ts';
import { onDraft } from './drafting.ts';
import { askToLetGo, deleteDraft } from './letting-go.ts';
import type { DraftCommand } from './obeying.ts';
import { startAdding, startDraft, startLinkedWith, startOrGoOn } from './starting.ts';
import {
  addCheck,
  answer,
  askLetGo,
  back,
  change,
  checkAnswers,
  dangerNow,
  letGo,
  notRung,
  practice,
  rang,
  stopAdding,
  submit,
} from './verbs.ts';

const where = ['chat'] as const;

/** Everything about a draft, in its author's own chat. */
export const actions: readonly Action[] = [
  errand(start, where, (_, context) => startOrGoOn(context)),
  errand(startNew, where, (_, context) => startDraft(context)),
  errand(practice, where, (_, context) => startDraft(context, { training: true, values: context.pack.practice })),
  errand(startLinked, where, (given, context) => startLinkedWith(given.case, given.choice, context)),
  errand(open, where, (given, context) => openOwn(given.case, context)),
  onStep(answer, (given) => ({ kind: 'answer', given: answerOn(given, 'continue') })),
  onStep(checkAnswers, (given) => ({ kind: 'check-answers', given: answerOn(given, 'check-answers') })),
  onStep(back, (given) => ({ kind: 'back', given: answerOn(given, 'stay') })),
  onStep(change, (given) => ({ kind: 'change', section: given.to })),
  onStep(submit, () => ({ kind: 'submit' })),
  onStep(stopAdding, () => ({ kind: 'stop-adding' })),
  errand(dangerNow, where, (given, context) => onDraft(given.case, { kind: 'danger-now' }, context)),
  errand(rang, where, (given, context) => onDraft(given.case, { kind: 'rang' }, context)),
  errand(notRung, where, (given, context) => onDraft(given.case, { kind: 'not-rung' }, context)),
  errand(addCheck, where, (given, context) => startAdding(given.case, context)),
  errand(askLetGo, where, (given, context) => askToLetGo(given.case, context)),
  errand(letGo, where, (given, context) => deleteDraft(given.case, context)),
];

/** A press on the card of a step. */
function onStep<V extends Verb<string, (typeof submit)['data']['shape']>>(
  verb: V,
  command: (given: PressInput<V>) => DraftCommand,
): Action {
  return errand(verb, where, (given, context) => onDraft(given.case, command(given), context, given));
}

/** Opens one of the author's own cases: a draft goes on where it was, a sent one shows its receipt. */
async function openOwn(id: CaseId, context: Context): Promise<Reply> {
  const { by, cases, people, shows } = context;
  const record = await cases.load(id);
  if (!record || record.author !== by.id) return shows.notYours();
  await people.change(by.id, (person) => ({ ...person, about: id }));
  return isOwnDraft(record) ? onDraft(id, { kind: 'show' }, context) : shows.whereItStands(record);
}

/** What the card sent. A box left empty is not in the data at all, so every box of a pressed form counts as answered. */
function answerOn(
  { choice, typed }: { choice?: string | undefined; typed: Record<string, string> },
  next: GivenAnswer['next'],
): GivenAnswer {
  const ids = (text = '') => text.split(',').filter((id) => id !== '');
  return {
    ...(choice ? { choice } : {}),
    fields: typed,
    whole: true,
    ticks: {
      seen: ids(typed.seen),
      suspected: ids(typed.suspected),
      note: typed.note ?? '',
      looked: typed.looked === 'true',
    },
    next,
  };
}
