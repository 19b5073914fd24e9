import type { PressInput } from '../../actions/action.ts';
import { changeCase } from '../../actions/change-case.ts';
import type { Context, Reply, ReplyMessage } from '../../actions/context.ts';
import { recordRead } from '../../actions/reading.ts';
import { noticeOf } from '../../actions/refusals.ts';
import { roster } from '../../actions/roster.ts';
import type { Person } from '../../base/people.ts';
import { rolesInMash } from '../../case/access.ts';
import { allocatedTo } from '../../case/along.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { isOfTheMash } from '../../connector/of-the-mash.ts';
import { handForm } from './hand-form.ts';
import { handTo } from './rules.ts';
import { type hand, sendHand } from './verbs.ts';

const unknown: ReplyMessage = { text: 'I do not know this referral.' };
const unsure: ReplyMessage = {
  text: 'Teams did not tell me who is here just now, so nothing was done. Please press again.',
};

/** The form with the colleagues to choose from. */
export async function askForHand({ case: id }: PressInput<typeof hand>, context: Context): Promise<Reply> {
  const people = await colleagues(context);
  const record = await context.cases.load(id);
  if (!record || !submittedIn(referralOf(record.events))) return [unknown];
  return [people ? { card: form(record, people, context.by) } : unsure];
}

/** Gives the case to whom was chosen, if the roster of the channel has them at this moment. */
export async function handCaseTo(
  { case: id, inputs, attempt }: PressInput<typeof sendHand>,
  context: Context,
): Promise<Reply> {
  const { by, shows } = context;
  const people = await colleagues(context);
  if (!people) return [unsure];
  const to = people.find((each) => each.id === inputs.to);
  const again = { attempt: attempt + 1, problem: 'Choose a colleague.' };
  const done = await changeCase<Reply>(id, context, (record) => {
    const referral = submittedIn(referralOf(record.events));
    if (!referral) return { instead: [unknown] };
    if (!to) return { instead: [{ card: form(record, people, by, again) }] };
    const names = { ...record.facts.names, [to.id]: to.name };
    return {
      on: { ...record, facts: { ...record.facts, names } },
      outcome: handTo(referral, to, { by, now: context.now() }),
      by,
      answer: (next, how) => shows.caseCard(next, typeof how === 'object' ? noticeOf(how, next) : undefined),
    };
  });
  const isShown = to && done && !done.isNew && done.answer.some((message) => 'card' in message);
  if (isShown) await recordRead(id, sendHand.name, by, context); // refused, or done already: the case is shown all the same
  return done?.answer ?? [unknown];
}

function form(record: CaseRecord, people: Person[], who: Person, again?: { attempt: number; problem: string }) {
  const referral = submittedIn(referralOf(record.events));
  const holder = referral && allocatedTo(referral);
  const others = people.filter(({ id }) => id !== holder);
  const named = others.map(({ id, name }) => ({ id, name: id === who.id ? `${name} (you)` : name }));
  const sorted = named.sort((one, other) => one.name.localeCompare(other.name));
  return handForm(record, sorted, again);
}

/** Everybody who works on referrals here, by the roster of the channel; undefined when Teams does not say. */
async function colleagues(context: Context): Promise<Person[] | undefined> {
  const members = await roster(context);
  return members
    ?.filter(
      (each) => isOfTheMash(each, context.standing()) && rolesInMash(each.id, context.standing()).has('mash-member'),
    )
    .map(({ id, name }) => ({ id, name: name || 'A colleague without a name', roles: new Set(['mash-member']) }));
}
