import { type Action, casesAction, type OwnPlan, ownAction, type PressInput } from '../../actions/action.ts';
import type { Context } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Texts } from '../../base/texts.ts';
import { below } from '../../cards/face.ts';
import type { caseVerb, Verb } from '../../cards/verb.ts';
import { askLetGo, open, start, startNew } from '../../cards/verbs.ts';
import { isOwnDraft } from '../../case/record.ts';
import { isUnwritten } from '../../case/state.ts';
import type { GivenAnswer } from '../../draft/answer.ts';
import { hasCheckedAnyList } from '../../draft/fields.ts';
import { withLeavingChoice } from '../../draft/leaving.ts';
import { startLinked } from '../linking/verbs.ts';
import { type DraftCommand, send, showAgain } from './asking-again.ts';
import { onDraft, sayNotRung, stepOn } from './drafting.ts';
import { clocks, events, hears } from './events.ts';
import { askToLetGo, deleteDraft } from './letting-go.ts';
import {
  changeSection,
  giveAnswer,
  goOneBack,
  markInDanger,
  sayRang,
  showAnswers,
  stopAddingCheck,
} from './obeying.ts';
import { ownCase } from './showing.ts';
import { startAdding, startDraft, startLinkedWith, startOrGoOn } from './starting.ts';
import { typed } from './typed.ts';
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
const actions: readonly Action[] = [
  casesAction(start, ownChat, ({ danger }, context) => startOrGoOn(context, danger)),
  casesAction(startNew, ownChat, ({ danger }, context) => startDraft(context, { danger })),
  casesAction(practice, ownChat, (_, context) =>
    startDraft(context, { practice: true, values: context.pack.practice }),
  ),
  ownAction(startLinked, ({ choice, inputs }, context) => startLinkedWith(choice, context, inputs.story)),
  ownAction(open, (_, context) => openOwn(context)),
  onStep(answer, (given) => giveAnswer(answerOn(given, 'continue'))),
  onStep(checkAnswers, (given) => showAnswers(answerOn(given, 'check-answers'))),
  onStep(back, (given) => goOneBack(answerOn(given, 'stay'))),
  onStep(change, ({ to }) => changeSection(to)),
  onStep(submit, () => send),
  onStep(stopAdding, () => stopAddingCheck),
  onAnyStep(dangerNow, markInDanger),
  onAnyStep(rang, sayRang()),
  onAnyStep(notRung, sayNotRung),
  ownAction(addCheck, (_, context) => startAdding(context)),
  ownAction(askLetGo, (_, context) => askToLetGo(context)),
  ownAction(letGo, ({ case: id }, context) => deleteDraft(id, context)),
];

/** A press on a step's card. */
function onStep<V extends Verb<string, (typeof submit)['data']['shape']>>(
  verb: V,
  command: (given: PressInput<V>) => DraftCommand,
) {
  return ownAction(verb, (given, context) => onDraft(command(given), context, given));
}

/** A press on a card that shows no step. */
function onAnyStep(verb: ReturnType<typeof caseVerb<string>>, command: DraftCommand) {
  return ownAction(verb, (_, context) => onDraft(command, context));
}

/** Opens one of the author's own cases. A draft goes on where it was; a sent referral shows its receipt. */
const openOwn = (context: Context): OwnPlan => ({
  does(own) {
    const shown = async () => context.shows.whereItStands(own);
    const { answer, ...step } = isOwnDraft(own) ? stepOn(own, showAgain, context) : { answer: shown };
    return {
      ...step,
      async answer() {
        await context.people.change(context.by.id, (person) => ({ ...person, about: own.id }));
        return answer();
      },
    };
  },
});

/**
 * The answer that a pressed card sent. Teams leaves empty boxes out of the data, so every box of the form counts as
 * answered.
 */
function answerOn(
  { choice, typed }: { choice?: string | undefined; typed: Texts },
  next: GivenAnswer['next'],
): GivenAnswer {
  const ids = (text = '') => text.split(',').filter((id) => id !== '');
  return {
    ...(choice && { choice }),
    fields: withLeavingChoice(typed),
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

export const wizard = {
  name: 'wizard',
  events,
  clocks,
  hears,
  actions,
  typed,
  ownCase,
  receipt: {
    buttons: {
      addCheck: (sent) =>
        sent.referral.checkDone || isUnwritten(sent.referral) || hasCheckedAnyList(sent.record.facts.answers)
          ? undefined
          : below(addCheck, 'Add what you saw')(sent),
    },
  },
} satisfies Feature;
