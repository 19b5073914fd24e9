import { type PressInput, type Showing, showing } from '../../actions/action.ts';
import { changeCase } from '../../actions/change-case.ts';
import { type Context, type Reply, type ReplyMessage, replyCard } from '../../actions/context.ts';
import { roster } from '../../actions/desk-person.ts';
import { noticeOf } from '../../actions/refusals.ts';
import type { Person } from '../../base/people.ts';
import { badge, caseNotice, mashForm } from '../../cards/about-case.ts';
import { box, type FormRetry, formAgain, saveButton, untouchedForm } from '../../cards/forms.ts';
import { clockAndDay, counted, shortDue } from '../../cards/london.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import { type Card, capitalised, line, noticeCard, spacedBoldLine } from '../../cards/parts.ts';
import { rolesInMash } from '../../case/desk.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { allocatedTo } from '../../case/referral.ts';
import { sentReferral } from '../../case/standing.ts';
import { isOwnReferral } from '../../case/state.ts';
import { isUrgent } from '../../case/urgent.ts';
import { isOfTheMash } from '../../connector/teams.ts';
import type { EventOf } from '../../history/events.ts';
import { onItButton } from '../alarm/state.ts';
import { handTo } from './rules.ts';
import { type hand, sendHand } from './verbs.ts';

/** The form for choosing who takes the case over, among the colleagues whom Teams lists in the channel now. */
export function handForm(
  { id }: CaseRecord,
  colleagues: { id: string; name: string }[],
  again: FormRetry = untouchedForm,
): Card {
  const none = colleagues.length === 0;
  const choices = colleagues.map((each) => ({ title: each.name, value: each.id }));
  return mashForm(id, {
    summary: 'hand over',
    heading: 'Hand to a colleague',
    says: [
      none
        ? 'Teams names nobody else in this channel. Ask a manager to add your colleague.'
        : 'The card and the thread will name them, and I tell them in their own chat.',
    ],
    inputs: [!none && box('compact', 'to', 'Who takes it over? (required)', again, { choices })],
    send: none ? undefined : saveButton(sendHand, 'Hand over', { id }, again),
  });
}

/** Tells a colleague in their own chat that a case is theirs now. It keeps ringing until they are on it. */
export function handedCard(
  record: CaseRecord,
  { by, at, shift = 1 }: EventOf<'CaseHanded'>,
  { pack, link }: NoticeView,
): Card {
  return noticeCard({
    summary: `${record.id}: handed to you ${shortDue(at)}`,
    heading: record.id,
    badges: [isUrgent(record, pack) && badge.urgent],
    lines: [
      spacedBoldLine(`${capitalised(staffName(record, by))} hands it to you, ${clockAndDay(at)}`),
      shift > 1 &&
        `With it comes the shift: ${counted(shift, 'case')} in all. In the MASH channel write “shift”, and press “Take what I was handed”.`,
    ],
    buttons: [onItButton(record)],
    link,
  });
}

/** Why nobody has a case any more. */
export const whyNobodys = (record: CaseRecord, { of, why }: EventOf<'HolderGone'>): string =>
  `${capitalised(staffName(record, of))} ${why === 'left' ? 'has left the MASH channel' : 'is off duty now'}, and nobody took it over.`;

/** Tells who is on duty that nobody has a case any more. An urgent one rings by itself. */
export const nobodysCard = (record: CaseRecord, event: EventOf<'HolderGone'>, link: string | undefined): Card =>
  caseNotice(record.id, {
    summary: ': nobody has it now',
    lines: [
      line('Nobody has this case now. Please take it in the channel.', 'bold'),
      whyNobodys(record, event),
      event.cases > 1 &&
        `So it is with ${counted(event.cases, 'case')} in all. In the MASH channel write “shift” to see them.`,
    ],
    link,
  });

const unknownReferral: ReplyMessage = { text: 'I do not know this referral.' };
export const rosterUnknown: ReplyMessage = {
  text: 'Teams did not tell me who is here just now, so nothing was done. Please press again.',
};

/** Shows the form with the colleagues to choose from. */
export async function showHandForm({ case: id }: PressInput<typeof hand>, context: Context): Promise<Reply> {
  const people = await colleagues(context);
  const record = await context.cases.load(id);
  if (!record || !sentReferral(record)) return [unknownReferral];
  return [people ? { card: handFormFor(record, people, context.by) } : rosterUnknown];
}

/** Hands the case to the chosen colleague, if they are on the channel's roster now. */
export async function handCaseTo(given: PressInput<typeof sendHand>, context: Context): Promise<Showing> {
  const { case: id, inputs } = given;
  const { by, shows } = context;
  const people = await colleagues(context);
  if (!people) return showing([rosterUnknown]);
  const to = people.find((each) => each.id === inputs.to);
  const again = formAgain(given, { to: 'Choose a colleague.' });
  const result = await changeCase<Reply>(id, context, (record) => {
    const referral = sentReferral(record);
    if (!referral) return { instead: [unknownReferral] };
    if (!to) return { instead: replyCard(handFormFor(record, people, by, again)) };
    const names = { ...record.facts.names, [to.id]: to.name };
    return {
      on: { ...record, facts: { ...record.facts, names } },
      outcome: handTo(referral, to, { by, now: context.now() }),
      by,
      answer(next, change) {
        const why = typeof change === 'object' ? change : undefined;
        return why?.kind === 'own-referral'
          ? [{ text: notTheirOwn }]
          : shows.caseCard(next, why && noticeOf(why, next));
      },
    };
  });
  const isCaseShown = to && result && !result.isNew && result.answer.some((message) => 'card' in message);
  // When the answer shows the case although nothing changed, it counts as a read.
  return showing(result?.answer ?? [unknownReferral], ...(isCaseShown ? [id] : []));
}

const notTheirOwn = 'Who made this referral cannot have it: a colleague or the escalation contact must take it.';

function handFormFor(record: CaseRecord, people: Person[], who: Person, again?: FormRetry) {
  const referral = sentReferral(record);
  const holder = referral && allocatedTo(referral);
  const others = people.filter(({ id }) => id !== holder && !(referral && isOwnReferral(referral, id)));
  const named = others.map(({ id, name }) => ({ id, name: id === who.id ? `${name} (you)` : name }));
  const sorted = named.sort((one, other) => one.name.localeCompare(other.name));
  return handForm(record, sorted, again);
}

/** Everybody on the channel's roster who works on referrals. @returns undefined if Teams does not send the roster */
export async function colleagues(context: Context): Promise<Person[] | undefined> {
  const members = await roster(context);
  return members
    ?.filter(
      (each) =>
        isOfTheMash(each, context.currentSetUp()) && rolesInMash(each.id, context.currentSetUp()).has('mash-member'),
    )
    .map(({ id, name }) => ({ id, name: name || 'A colleague without a name', roles: new Set(['mash-member']) }));
}
