import type { Place } from '../../actions/place.ts';
import type { Message } from '../../actions/reply.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { TeamsFault } from '../../connector/teams.ts';
import { type Person, StaffId } from '../../people.ts';
import type { CaseId } from '../../reference.ts';
import type { BotDeps } from '../../teams/deps.ts';
import type { Tap } from '../../teams/incoming.ts';
import { isOfTheDesk, settled } from '../../teams/mash.ts';
import { handForm } from './hand-form.ts';
import { handTo } from './rules.ts';

const unknown: Message = { text: 'I do not know this referral.' };
const unsure: Message = {
  text: 'Teams did not tell me who is here just now, so nothing was done. Please press again.',
};

/** The form with the colleagues to choose from. */
export async function askForHand(id: CaseId, who: Person, place: Place, deps: BotDeps): Promise<Message> {
  const people = await colleagues(place, deps);
  const record = await deps.cases.load(id);
  if (!record || !submittedIn(referralOf(record.events))) return unknown;
  return people ? { card: form(record, people, who) } : unsure;
}

/** Gives the case to whom was chosen, if the roster of the channel has them at this moment. */
export async function hand(id: CaseId, tap: Tap, who: Person, place: Place, deps: BotDeps): Promise<Message> {
  const people = await colleagues(place, deps);
  if (!people) return unsure;
  const to = people.find((each) => each.id === tap.inputs.to);
  const again = { attempt: (tap.attempt ?? 0) + 1, problem: 'Choose a colleague.' };
  const message = await deps.cases.change<Message>(id, (record) => {
    const referral = submittedIn(referralOf(record.events));
    if (!referral) return { result: unknown };
    if (!to) return { result: { card: form(record, people, who, again) } };
    const names = { ...record.facts.names, [to.id]: to.name };
    const named: CaseRecord = { ...record, facts: { ...record.facts, names } };
    return settled(named, handTo(referral, to, { by: who, now: deps.now() }), who, deps);
  });
  return message ?? unknown;
}

function form(record: CaseRecord, people: Person[], who: Person, again?: { attempt: number; problem: string }) {
  const holder = submittedIn(referralOf(record.events))?.taken?.by;
  const others = people.filter(({ id }) => id !== holder);
  const named = others.map(({ id, name }) => ({ id, name: id === who.id ? `${name} (you)` : name }));
  return handForm(
    record,
    named.toSorted((one, other) => one.name.localeCompare(other.name)),
    again,
  );
}

/** Everybody who works on referrals here, by the roster of the channel; undefined when Teams does not say. */
async function colleagues(place: Place, deps: BotDeps): Promise<Person[] | undefined> {
  try {
    const members = await deps.teams.members(place.serviceUrl, place.channelId);
    return members.flatMap(({ objectId, name, isGuest }) => {
      const id = StaffId.safeParse(objectId).data;
      if (!id || isGuest || !isOfTheDesk(id, deps)) return [];
      return [{ id, name: name || 'A colleague without a name', roles: new Set(['mash-member'] as const) }];
    });
  } catch (error) {
    if (error instanceof TeamsFault) return undefined;
    throw error;
  }
}
