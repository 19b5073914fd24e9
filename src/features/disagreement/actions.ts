import {
  type Action,
  type At,
  caseAction,
  errand,
  notThere,
  type PressAnswer,
  type PressInput,
  type Sent,
} from '../../actions/action.ts';
import type { ReplyMessage } from '../../actions/context.ts';
import { noticeOf } from '../../actions/refusals.ts';
import { type FormRetry, formAgain } from '../../cards/forms.ts';
import { isOnceDecided } from '../../case/once-decided.ts';
import { type Outcome, type Refusal, refuseWith } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { type DisagreementReader, disagreementCard, notDecided } from './cards.ts';
import { closeIt } from './closing.ts';
import { disagreeForm, disagreementFormCard as formFor } from './forms.ts';
import { goUp, partyOf, raise, setDate, settle, takeBack, tooLate } from './rules.ts';
import { type Disagreement, disagreementsOf, openOf, type Side } from './state.ts';
import { readTarget, type SettleBy } from './target.ts';
import { disagree, disagreementClose, disagreementForm, disagreementSave, openDisagreement } from './verbs.ts';

type Saving = PressInput<typeof disagreementSave>;

const sideOf = ({ where }: At): Side => (where === 'chat' ? 'referrer' : 'mash');

/**
 * The referrer in their own chat sees what the referrer raised, once there is a decision; the MASH in its channel sees all. The
 * Assessment team has no part in it.
 */
const common = {
  where: ['mash', 'chat'],
  isSpokenOf: true,
  whyNot: ({ referral }: Sent, at: At): Refusal | undefined =>
    at.where === 'chat' && !isOnceDecided(referral) ? { kind: 'not-decided' } : undefined,
  says: (_sent: Sent, _given: object, { pack }: At): PressAnswer => ({ card: notDecided(pack) }),
} as const;

const forms = {
  ...common,
  says({ record }: Sent, { number, choice }: Pick<Saving, 'number' | 'choice'>, at: At, why: Refusal): PressAnswer {
    if (why.kind === 'not-decided') return { card: notDecided(at.pack) };
    const about = choice === 'raise' ? openOf(record.events, sideOf(at)) : seen(record, number, at);
    const notice = noticeOf(why, record);
    return about ? { ...shown(record, about, at, notice), ...(notice ? { notice } : {}) } : notThere;
  },
};

export const actions: readonly Action[] = [
  errand(disagreementClose, ['chat'], closeIt),
  caseAction(disagree, {
    ...common,
    does({ record }, _, at) {
      const open = openOf(record.events, sideOf(at));
      return open ? shown(record, open, at) : raiseForm(record, at);
    },
  }),
  caseAction(openDisagreement, {
    ...common,
    does({ record }, { number }, at) {
      const found = seen(record, number, at);
      return found ? shown(record, found, at) : notThere;
    },
  }),
  caseAction(disagreementForm, {
    ...forms,
    does({ record }, { number, level, choice }, at) {
      const found = seen(record, number, at);
      if (!found) return notThere;
      if (choice === 'raise' || !partyOf(found, record.events, at.by)) return shown(record, found, at);
      const late = tooLate(found, level);
      return late ? refuseWith(late) : inPlace(at, formFor(record, found, choice, sideOf(at), at.pack));
    },
  }),
  caseAction(disagreementSave, {
    ...forms,
    does: saved,
    after({ record }, { choice, number }, at) {
      const side = sideOf(at);
      const own = disagreementsOf(record.events).filter((each) => each.side === side);
      const raised = openOf(record.events, side) ?? own.at(-1);
      const about = choice === 'raise' ? raised : (seen(record, number, at) ?? raised);
      return about ? shown(record, about, at) : notThere;
    },
  }),
];

/** What was written in the form, or in the words "I disagree: …", is recorded; the record is shown. */
function saved({ record }: Sent, given: Saving, at: At): Outcome | PressAnswer {
  const { choice } = given;
  const about = choice === 'raise' ? undefined : seen(record, given.number, at);
  if (choice !== 'raise' && !about) return notThere;
  const target = readTarget(given.inputs.target, at.now);
  const outcome = outcomeOf(record, given, target, at);
  const form = again(given, target, outcome);
  if (!form) return outcome;
  return about && choice !== 'raise'
    ? inPlace(at, formFor(record, about, choice, sideOf(at), at.pack, form))
    : raiseForm(record, at, form);
}

function outcomeOf({ events, facts: { texts } }: CaseRecord, given: Saving, target: SettleBy, at: At): Outcome {
  const held = { events, texts };
  const { number = 0, level = 0, inputs } = given;
  const date = target.kind === 'date' ? target.at : undefined;
  const form = { reasons: inputs.reasons, agency: inputs.agency, mash: inputs.mash, target: date };
  switch (given.choice) {
    case 'raise':
      return raise(held, { ...form, side: sideOf(at), ...(given.number ? { number } : {}) }, at);
    case 'up':
      return goUp(held, { ...form, number, level }, at);
    case 'date':
      return setDate(held, { number, level, target: date }, at);
    case 'settle':
      return settle(held, { number, level, outcome: inputs.outcome }, at);
    case 'take-back':
      return takeBack(held, number, at);
  }
}

/** The form once more, with what was typed, when that is all that stands in the way. */
function again({ choice, attempt, typed }: Saving, target: SettleBy, outcome: Outcome): FormRetry | undefined {
  if (outcome.kind === 'nothing-to-do') return undefined;
  const why = outcome.kind === 'refused' ? outcome.why : undefined;
  if (why && why.kind !== 'text-missing' && why.kind !== 'text-too-long') return undefined;
  const asksForDate = choice === 'date' || (target.kind !== 'none' && (choice === 'raise' || choice === 'up'));
  const noDate = asksForDate && target.kind !== 'date' ? { target: dates[target.kind] } : undefined;
  if (!why && !noDate) return undefined;
  const kept = Object.fromEntries(Object.entries(typed).map(([field, text]) => [field, text.slice(0, 8000)]));
  const form = formAgain({ attempt, typed: kept }, why ?? { kind: 'text-missing', fields: [] }, asks);
  return { ...form, problems: { ...form.problems, ...noDate } };
}

const asks = { outcome: 'Say what you agree.' };

const dates: Record<Exclude<SettleBy['kind'], 'date'>, string> = {
  none: 'Type a date, such as 4 December.',
  unclear: 'I cannot read that date. Type it like 4 December.',
  past: 'That day is over. Type one that is still to come.',
  far: 'That is more than a year away. Please check the year.',
};

function seen(record: CaseRecord, number: number | undefined, at: At): Disagreement | undefined {
  const visible = disagreementsOf(record.events).filter(({ side }) => sideOf(at) === 'mash' || side === 'referrer');
  return number === undefined ? visible.at(-1) : visible.find((each) => each.number === number);
}

function shown(record: CaseRecord, about: Disagreement, at: At, notice?: string): ReplyMessage {
  const { by, pack } = at;
  const reader: DisagreementReader = { side: sideOf(at), party: partyOf(about, record.events, by) };
  return inPlace(at, disagreementCard(record, about, reader, pack, notice));
}

const raiseForm = (record: CaseRecord, at: At, again?: FormRetry): ReplyMessage =>
  inPlace(at, disagreeForm(record, disagreementsOf(record.events).length + 1, sideOf(at), at.pack, again));

/** In the own chat the card stays as it is answered. */
const inPlace = ({ where }: At, card: ReturnType<typeof disagreeForm>): ReplyMessage =>
  where === 'chat' ? { card, storeInChat: true } : { card };
