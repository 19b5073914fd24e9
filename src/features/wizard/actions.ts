import { type Action, errand, type PressInput } from '../../actions/action.ts';
import type { Context, Reply } from '../../actions/context.ts';
import type { CaseId } from '../../base/reference.ts';
import type { Verb } from '../../cards/verb.ts';
import { askLetGo, open, start, startNew } from '../../cards/verbs.ts';
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

const ownChat = ['chat'] as const;

/** All presses on a draft, in its author's own chat. */
export const actions: readonly Action[] = [
  errand(start, ownChat, (_, context) => startOrGoOn(context)),
  errand(startNew, ownChat, (_, context) => startDraft(context)),
  errand(practice, ownChat, (_, context) => startDraft(context, { training: true, values: context.pack.practice })),
  errand(startLinked, ownChat, (given, context) => startLinkedWith(given.case, given.choice, context)),
  errand(open, ownChat, (given, context) => openOwn(given.case, context)),
  onStep(answer, (given) => ({ kind: 'answer', given: answerOn(given, 'continue') })),
  onStep(checkAnswers, (given) => ({ kind: 'check-answers', given: answerOn(given, 'check-answers') })),
  onStep(back, (given) => ({ kind: 'back', given: answerOn(given, 'stay') })),
  onStep(change, (given) => ({ kind: 'change', section: given.to })),
  onStep(submit, () => ({ kind: 'submit' })),
  onStep(stopAdding, () => ({ kind: 'stop-adding' })),
  errand(dangerNow, ownChat, (given, context) => onDraft(given.case, { kind: 'danger-now' }, context)),
  errand(rang, ownChat, (given, context) => onDraft(given.case, { kind: 'rang' }, context)),
  errand(notRung, ownChat, (given, context) => onDraft(given.case, { kind: 'not-rung' }, context)),
  errand(addCheck, ownChat, (given, context) => startAdding(given.case, context)),
  errand(askLetGo, ownChat, (given, context) => askToLetGo(given.case, context)),
  errand(letGo, ownChat, (given, context) => deleteDraft(given.case, context)),
];

/** A press on a step's card. */
function onStep<V extends Verb<string, (typeof submit)['data']['shape']>>(
  verb: V,
  command: (given: PressInput<V>) => DraftCommand,
): Action {
  return errand(verb, ownChat, (given, context) => onDraft(given.case, command(given), context, given));
}

/** Opens one of the author's own cases. A draft goes on where it was; a sent referral shows its receipt. */
async function openOwn(id: CaseId, context: Context): Promise<Reply> {
  const { by, cases, people, shows } = context;
  const record = await cases.load(id);
  if (!record || record.author !== by.id) return shows.notYours();
  await people.change(by.id, (person) => ({ ...person, about: id }));
  return isOwnDraft(record) ? onDraft(id, { kind: 'show' }, context) : shows.whereItStands(record);
}

/**
 * The answer that a pressed card sent. Teams leaves empty boxes out of the data, so every box of the form counts as
 * answered.
 */
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
