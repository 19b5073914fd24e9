import {
  type Action,
  type At,
  caseAction,
  notThere,
  type PressAnswer,
  type PressInput,
  type Sent,
} from '../../actions/action.ts';
import type { ReplyMessage } from '../../actions/context.ts';
import { noticeOf } from '../../actions/refusals.ts';
import { type FormRetry, faultsInWords, formAgain } from '../../cards/forms.ts';
import { type Outcome, type Refusal, refuseWith } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { wasEverDecided } from '../../case/standing.ts';
import { type DisagreementReader, disagreementCard, notDecidedHelp } from './cards.ts';
import { disagreeForm, disagreementFormCard } from './forms.ts';
import { levelCard } from './notices.ts';
import {
  close,
  goUp,
  partyOf,
  raise,
  readTarget,
  type SettleBy,
  setDate,
  settle,
  takeBack,
  whyNotNow,
} from './rules.ts';
import { type Disagreement, disagreementsOf, numbered, openOf, type Side } from './state.ts';
import { disagree, disagreementClose, disagreementForm, disagreementSave, openDisagreement } from './verbs.ts';

type Saving = PressInput<typeof disagreementSave>;

const sideOf = ({ where }: At): Side => (where === 'chat' ? 'referrer' : 'mash');

/**
 * The referrer sees their own disagreements in their own chat, once there is a decision. The MASH sees every
 * disagreement in its channel. The Assessment team has no part in them.
 */
const common = {
  where: ['mash', 'chat'],
  setsTopic: true,
  whyNot: ({ referral }: Sent, at: At): Refusal | undefined =>
    at.where === 'chat' && !wasEverDecided(referral) ? { kind: 'not-decided' } : undefined,
  onRefusal: (_sent: Sent, _given: object, { pack }: At): PressAnswer => ({ card: notDecidedHelp(pack) }),
} as const;

const forms = {
  ...common,
  onRefusal({ record }: Sent, given: Pick<Saving, 'number' | 'choice'>, at: At, why: Refusal): PressAnswer {
    if (why.kind === 'not-decided') return { card: notDecidedHelp(at.pack) };
    const disagreement = disagreementMeant(record, given, at);
    const notice = noticeOf(why, record);
    return disagreement ? { ...showDisagreement(record, disagreement, at, notice), notice } : notThere;
  },
};

/**
 * A person who is set up for the level closes the disagreement, with a reason. They see the reference, the level and
 * dates, and nothing else of the case.
 */
const closing = caseAction(disagreementClose, {
  where: ['desk-chat'],
  who: 'level',
  worksWhenJoined: true,
  does: ({ record }, { number, level, inputs }, at) => close(record, { number, level, reason: inputs.reason }, at),
  after: (sent, given, at) => cardNow(sent, given, at),
  onRefusal: cardNow,
});

function cardNow({ record }: Sent, given: PressInput<typeof disagreementClose>, { pack }: At, why?: Refusal) {
  const [disagreement] = numbered(record, given.number);
  if (!disagreement || why?.kind === 'not-your-disagreement') return notThere;
  const isFault = why?.kind === 'text-missing' || why?.kind === 'text-too-long';
  const again = isFault ? formAgain(given, faultsInWords(why, { reason: 'Give the reason.' })) : undefined;
  const notice = why && !isFault ? noticeOf(why, record) : undefined;
  return { card: levelCard(record, disagreement, pack, again, notice), storeInChat: true };
}

export const actions: readonly Action[] = [
  closing,
  caseAction(disagree, {
    ...common,
    does({ record }, _, at) {
      const open = openOf(record.events, sideOf(at));
      return open ? showDisagreement(record, open, at) : raiseForm(record, at);
    },
  }),
  caseAction(openDisagreement, {
    ...common,
    does({ record }, { number }, at) {
      const disagreement = visibleDisagreement(record, number, at);
      return disagreement ? showDisagreement(record, disagreement, at) : notThere;
    },
  }),
  caseAction(disagreementForm, {
    ...forms,
    does({ record }, { number, level, choice }, at) {
      const disagreement = visibleDisagreement(record, number, at);
      if (!disagreement) return notThere;
      if (choice === 'raise' || !partyOf(disagreement, record.events, at.by))
        return showDisagreement(record, disagreement, at);
      const late = whyNotNow(disagreement, level);
      return late
        ? refuseWith(late)
        : inPlace(at, disagreementFormCard(record, disagreement, choice, sideOf(at), at.pack));
    },
  }),
  caseAction(disagreementSave, {
    ...forms,
    does: saveStep,
    after({ record }, given, at) {
      const disagreement =
        disagreementMeant(record, given, at) ??
        disagreementsOf(record.events).findLast(({ side }) => side === sideOf(at)); // raised before, and over
      return disagreement ? showDisagreement(record, disagreement, at) : notThere;
    },
  }),
];

/** Records what somebody wrote in the form, or typed after "I disagree: …". */
function saveStep({ record }: Sent, given: Saving, at: At) {
  const { choice } = given;
  const disagreement = choice === 'raise' ? undefined : visibleDisagreement(record, given.number, at);
  if (choice !== 'raise' && !disagreement) return notThere;
  const target = readTarget(given.inputs.target, at.now);
  const outcome = outcomeOf(record, given, target, at);
  const form = retryOf(given, target, outcome);
  if (!form) return outcome;
  return disagreement && choice !== 'raise'
    ? inPlace(at, disagreementFormCard(record, disagreement, choice, sideOf(at), at.pack, form))
    : raiseForm(record, at, form);
}

function outcomeOf(record: CaseRecord, given: Saving, target: SettleBy, at: At): Outcome {
  const { number = 0, level = 0, inputs } = given;
  const date = target.kind === 'date' ? target.at : undefined;
  const form = { ...inputs, side: sideOf(at), number, level, target: date };
  switch (given.choice) {
    case 'raise':
      return raise(record, form, at);
    case 'up':
      return goUp(record, form, at);
    case 'date':
      return setDate(record, form, at);
    case 'settle':
      return settle(record, form, at);
    case 'take-back':
      return takeBack(record, number, at);
  }
}

/**
 * The form again, with what was typed.
 * @returns undefined if correcting the form would not help, or if nothing is wrong with it
 */
function retryOf(given: Saving, target: SettleBy, outcome: Outcome) {
  const { choice } = given;
  if (outcome.kind === 'nothing-to-do') return undefined;
  const why = outcome.kind === 'refused' ? outcome.why : undefined;
  if (why && why.kind !== 'text-missing' && why.kind !== 'text-too-long') return undefined;
  const needsDate = choice === 'date' || (target.kind !== 'none' && (choice === 'raise' || choice === 'up'));
  const dateProblem = needsDate && target.kind !== 'date' ? { target: dateProblems[target.kind] } : undefined;
  if (!why && !dateProblem) return undefined;
  const textProblems = why && faultsInWords(why, { outcome: 'Say what you agree.' });
  return formAgain(given, { ...textProblems, ...dateProblem });
}

const dateProblems: Record<Exclude<SettleBy['kind'], 'date'>, string> = {
  none: 'Type a date, such as 4 December.',
  unclear: 'I cannot read that date. Type it like 4 December.',
  past: 'That day is over. Type one that is still to come.',
  far: 'That is more than a year away. Please check the year.',
};

/** The disagreement that a form is about; undefined where the form raises one. */
const disagreementMeant = (record: CaseRecord, { choice, number }: Pick<Saving, 'number' | 'choice'>, at: At) =>
  choice === 'raise' ? openOf(record.events, sideOf(at)) : visibleDisagreement(record, number, at);

function visibleDisagreement(record: CaseRecord, number: number | undefined, at: At) {
  const visible = disagreementsOf(record.events).filter(({ side }) => sideOf(at) === 'mash' || side === 'referrer');
  return number === undefined ? visible.at(-1) : visible.find((each) => each.number === number);
}

function showDisagreement(record: CaseRecord, disagreement: Disagreement, at: At, notice?: string) {
  const { by, pack } = at;
  const reader: DisagreementReader = { side: sideOf(at), party: partyOf(disagreement, record.events, by) };
  return inPlace(at, disagreementCard(record, disagreement, reader, pack, notice));
}

const raiseForm = (record: CaseRecord, at: At, again?: FormRetry) =>
  inPlace(at, disagreeForm(record, disagreementsOf(record.events).length + 1, sideOf(at), at.pack, again));

/** In a person's own chat the card replaces the pressed one for good: after a reload it is still there. */
const inPlace = ({ where }: At, card: ReturnType<typeof disagreeForm>): ReplyMessage =>
  where === 'chat' ? { card, storeInChat: true } : { card };
