import type { Again } from '../../cards/again.ts';
import type { Card } from '../../cards/template.ts';
import { advance } from '../../case/advance.ts';
import type { Outcome, Refusal } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Person } from '../../people.ts';
import type { BotDeps } from '../../teams/deps.ts';
import type { Tap } from '../../teams/incoming.ts';
import type { ChannelAction } from '../../teams/stages.ts';
import { disagreeForm, disagreementCard, disagreementForm, type Reader } from './cards.ts';
import { goUp, mayAct, raise, setDate, settle, takeBack } from './rules.ts';
import { currentLevel, type Disagreement, disagreementsOf, isOpen, openOf, type Side } from './state.ts';
import { readTarget, type Target } from './target.ts';
import type { Step } from './verbs.ts';

export const disagreementVerbs = ['disagree', 'disagreement', 'disagreement-form', 'disagreement-save'] as const;
export type DisagreementTap = Tap & { verb: (typeof disagreementVerbs)[number] };

/** Somebody at a disagreement: the referrer in their own chat, who sees what the referrer raised, or a member of the MASH. */
export interface At {
  by: Person;
  side: Side;
}

export interface Answered {
  record?: CaseRecord;
  card: Card;
  notice?: string;
}

/** In the MASH channel. The answer is seen by who pressed alone; what happened goes into the thread. */
const inChannel: ChannelAction = (record, _, tap, by, deps) => {
  if (!by.roles.has('mash-member'))
    return { result: { text: 'A disagreement is seen and worked on in the MASH channel alone.' } };
  const answered = onDisagreement(record, tap as DisagreementTap, { by, side: 'mash' }, deps);
  const { card, notice, record: next } = answered ?? {};
  if (!card) return { result: { text: 'I do not know this disagreement.' } };
  return { ...(next ? { record: next } : {}), result: { card, ...(notice ? { notice } : {}) } };
};

/** The Assessment team has no part in it. */
export const disagreementActions: Partial<Record<Tap['verb'], ChannelAction>> = Object.fromEntries(
  disagreementVerbs.map((verb) => [verb, inChannel]),
);

/**
 * What a press does. It may run several times and must do nothing but decide.
 * @returns undefined where there is no such disagreement for this person
 */
export function onDisagreement(record: CaseRecord, tap: DisagreementTap, at: At, deps: BotDeps): Answered | undefined {
  switch (tap.verb) {
    case 'disagree': {
      const open = openOf(record.events, at.side);
      return { card: open ? shown(record, open, at, deps) : raiseForm(record, at, deps) };
    }
    case 'disagreement': {
      const found = seen(record, tap.number, at);
      return found && { card: shown(record, found, at, deps) };
    }
    case 'disagreement-form': {
      const found = seen(record, tap.number, at);
      const step = stepOf(tap);
      if (!found || step === 'raise' || !mayAct(found, at.by)) return found && { card: shown(record, found, at, deps) };
      const isThere = isOpen(found) && tap.level === currentLevel(found).level;
      if (!isThere)
        return {
          card: shown(
            record,
            found,
            at,
            deps,
            isOpen(found) ? words['disagreement-moved-on'] : words['disagreement-over'],
          ),
        };
      return { card: disagreementForm(record, found, step, at.side, deps.pack) };
    }
    case 'disagreement-save':
      return saved(record, tap, at, deps);
  }
}

/** What was written in the form, or in the words "I disagree: …", is recorded; the record is shown. */
function saved(record: CaseRecord, tap: DisagreementTap, at: At, deps: BotDeps): Answered | undefined {
  const step = stepOf(tap);
  const found = step === 'raise' ? undefined : seen(record, tap.number, at);
  if (step !== 'raise' && !found) return undefined;
  const now = deps.now();
  const target = readTarget(tap.inputs.target ?? '', now);
  const outcome = outcomeOf(record, tap, { step, side: at.side, target }, { by: at.by, now });
  const again = formAgain(tap, step, target, outcome);
  if (again) {
    const form =
      found && step !== 'raise'
        ? disagreementForm(record, found, step, at.side, deps.pack, again)
        : raiseForm(record, at, deps, again);
    return { card: form };
  }
  if (outcome.kind === 'refused') {
    deps.metrics.refused(outcome.why.kind);
    const there = found ?? openOf(record.events, at.side);
    const notice = words[outcome.why.kind];
    return there && { card: shown(record, there, at, deps, notice), ...(notice ? { notice } : {}) };
  }
  const { events, texts } = outcome.kind === 'happened' ? outcome : { events: [], texts: {} };
  const next = events.length > 0 ? advance(record, { events, texts, by: at.by }, deps.around()) : record;
  for (const event of events) deps.log.info({ event: `case.${event.type}`, ref: record.id });
  const own = disagreementsOf(next.events).filter(({ side }) => side === at.side);
  const after = found ? seen(next, found.number, at) : (openOf(next.events, at.side) ?? own.at(-1));
  return after && { ...(events.length > 0 ? { record: next } : {}), card: shown(next, after, at, deps) };
}

interface Asked {
  step: Step;
  side: Side;
  target: Target;
}

function outcomeOf(
  { events, facts: { texts } }: CaseRecord,
  tap: DisagreementTap,
  { step, side, target }: Asked,
  now: { by: Person; now: ReturnType<BotDeps['now']> },
): Outcome {
  const held = { events, texts };
  const text = (field: string) => (tap.inputs[field] ?? '').toWellFormed();
  const number = tap.number ?? 0;
  const level = tap.level ?? 0;
  const date = target.kind === 'date' ? target.at : undefined;
  const form = { reasons: text('reasons'), agency: text('agency'), mash: text('mash'), target: date };
  switch (step) {
    case 'raise':
      return raise(held, { ...form, side, ...(tap.number ? { number } : {}) }, now);
    case 'up':
      return goUp(held, { ...form, number, level }, now);
    case 'date':
      return setDate(held, { number, level, target: date }, now);
    case 'settle':
      return settle(held, { number, level, outcome: text('outcome') }, now);
    case 'take-back':
      return takeBack(held, number, now);
  }
}

/** The form once more, with what was typed, when that is all that stands in the way. */
function formAgain(tap: DisagreementTap, step: Step, target: Target, outcome: Outcome): Again | undefined {
  const problems: Record<string, string> = {};
  if (outcome.kind === 'refused') {
    const { why } = outcome;
    if (why.kind !== 'text-missing' && why.kind !== 'text-too-long') return undefined;
    for (const field of why.fields)
      problems[field] = why.kind === 'text-missing' ? (asks[field] ?? '') : tooLong(why.limit);
  }
  const needed = step === 'date' || target.kind !== 'none';
  if (dated.includes(step) && needed && target.kind !== 'date') problems.target = dates[target.kind];
  if (Object.keys(problems).length === 0 || outcome.kind === 'nothing-to-do') return undefined;
  const typed = Object.fromEntries(Object.entries(tap.inputs).map(([field, words]) => [field, words.slice(0, 8000)]));
  return { attempt: (tap.attempt ?? 0) + 1, typed, problems };
}

const dated: Step[] = ['raise', 'up', 'date'];

const asks: Record<string, string> = {
  reasons: 'Give the reasons.',
  outcome: 'Say what both sides agree.',
};

const tooLong = (limit: number): string =>
  `At most ${limit.toLocaleString('en-GB')} characters. Please shorten it. Nothing was cut.`;

const dates: Record<Exclude<Target['kind'], 'date'>, string> = {
  none: 'Type a date, such as 4 December.',
  unclear: 'I cannot read that date. Type it like 4 December.',
  past: 'That day is over. Type one that is still to come.',
  far: 'That is more than a year away. Please check the year.',
};

/** Why nothing was recorded, where the record itself does not say it. */
const words: Partial<Record<Refusal['kind'], string>> = {
  'disagreement-open': 'One is open already. Nothing new was recorded.',
  'disagreement-over': 'It is over already. Nothing new was recorded.',
  'disagreement-moved-on': 'It is at another level by now. Nothing new was recorded.',
  'not-your-disagreement': 'Only MASH managers and who raised it can do that.',
};

const steps: Step[] = ['raise', 'up', 'date', 'settle', 'take-back'];
const stepOf = ({ choice }: Tap): Step => steps.find((each) => each === choice) ?? 'raise';

/** A referrer sees what the referrer raised; what somebody of the MASH raised stays in the MASH. */
function seen(record: CaseRecord, number: number | undefined, { side }: At): Disagreement | undefined {
  const visible = disagreementsOf(record.events).filter((each) => side === 'mash' || each.side === 'referrer');
  return number === undefined ? visible.at(-1) : visible.find((each) => each.number === number);
}

function shown(record: CaseRecord, disagreement: Disagreement, { by, side }: At, deps: BotDeps, notice?: string): Card {
  const reader: Reader = { side, mayAct: mayAct(disagreement, by), raisedIt: disagreement.raisedBy === by.id };
  return disagreementCard(record, disagreement, reader, deps.pack, notice);
}

function raiseForm(record: CaseRecord, { side }: At, deps: BotDeps, again?: Again): Card {
  return disagreeForm(record, disagreementsOf(record.events).length + 1, side, deps.pack, again);
}
