import { isSame } from '../../base/once-per.ts';
import type { Texts } from '../../base/texts.ts';
import { Duration, plus } from '../../base/time.ts';
import { partsBetween, withSetUpEntry } from './history.ts';
import { isInForce } from './second-person.ts';
import {
  type Choices,
  entriesInShort,
  isSeedPart,
  partsOf,
  phonesOf,
  type Setup,
  type WaitingChange,
  type Who,
  wasEverSet,
} from './set-up-state.ts';

export const waits = Duration.parse('PT72H'); // how long a change waits for a second person: a weekend and a day

interface Chosen {
  choices: Choices; // a part that is present but undefined is removed
  names: Texts;
  seen?: number | undefined; // how many entries the history had when the form was opened
}

/**
 * The set-up with the new choices, and with entries that say who changed which parts. Saving the same choices again
 * changes nothing. A part that somebody else has changed since the form was opened stays, unless it was changed on the form,
 * too. A change of channel waits for a second person, and so do managers among whom the person who saves is
 * new, or none who is in force stays, and another number to ring; except in the first set-up, when no referral could be read anywhere yet. Where the
 * council's own system hears of cases always takes two; whoever ends that needs nobody.
 */
export function withChoices(setup: Setup, { choices: all, names, seen }: Chosen, who: Who): Setup {
  const choices = changedOnForm(setup, all, seen);
  const { moves, rest } = splitMoves(choices, setup, who);
  const changed = withChanges(setup, { choices: rest, names }, who);
  if (Object.keys(moves).length === 0) return changed;
  return withRequest(changed, { choices: moves, names, until: plus(who.at, waits) }, who);
}

function changedOnForm(setup: Setup, choices: Choices, seen = setup.changes.length): Choices {
  const since = setup.changes
    .slice(seen)
    .flatMap(({ did, parts }) => (did === 'changed' || did === 'confirmed' ? parts : []));
  const onForm = partsOf({ ...setup, ...choices });
  const isAsShown = (part: string) => {
    const shown = since.find((each) => each.part === part)?.from;
    return shown !== undefined && entriesInShort(part, shown) === entriesInShort(part, onForm[part] ?? []);
  };
  return Object.fromEntries(Object.entries(choices).filter(([part]) => !isAsShown(part)));
}

function splitMoves(choices: Choices, now: Setup, { by, at }: Who): { moves: WaitingChange['choices']; rest: Choices } {
  const isFirst = !wasEverSet(now, 'mash');
  const { mash, assessmentChannelId: assessment, managers } = isFirst ? {} : choices;
  const isMoved = mash !== undefined && (mash.channelId !== now.mash?.channelId || mash.teamId !== now.mash.teamId);
  const isOther = assessment !== undefined && assessment !== now.assessmentChannelId;
  const isOneself = managers?.includes(by) && !now.managers.includes(by);
  const { council = '' } = choices;
  const isAddress = council !== '' && council !== now.council;
  const inForce = wasEverSet(now, 'managers') ? now.managers.filter((each) => isInForce(each, now, at)) : [];
  const isOver = managers && inForce.length > 0 && !inForce.some((each) => managers.includes(each));
  const rest = { ...choices };
  if (isMoved) delete rest.mash;
  if (isOther) delete rest.assessmentChannelId;
  if (isOneself || isOver) delete rest.managers;
  if (isAddress) delete rest.council;
  const phones = phonesOf(choices).filter((part) => choices[part] !== now[part]);
  for (const part of phones) delete rest[part];
  return {
    moves: {
      ...Object.fromEntries(phones.map((part) => [part, choices[part]])),
      ...(isMoved && { mash }),
      ...(isOther && { assessmentChannelId: assessment }),
      ...((isOneself || isOver) && { managers }),
      ...(isAddress && { council }),
    },
    rest,
  };
}

function withChanges(setup: Setup, { choices, names }: Chosen, who: Who) {
  const before: Record<string, unknown> = setup;
  const what = Object.entries(choices)
    .filter(([part, chosen]) => !isSame(before[part], chosen) || (isSeedPart(part) && !wasEverSet(setup, part)))
    .map(([part]) => part);
  if (what.length === 0) return setup;
  const after = { ...setup, ...choices, names: { ...setup.names, ...names } };
  return withSetUpEntry(setup, after, { ...who, what, did: 'changed' });
}

/** The set-up with a change that waits for a second person. It replaces an earlier request that nobody confirmed. */
export function withRequest(
  setup: Setup,
  { choices, names, until }: Pick<WaitingChange, 'choices' | 'until'> & Pick<Chosen, 'names'>,
  who: Who,
): Setup {
  const former = setup.waiting;
  if (former && isSame(former.choices, choices)) return setup;
  const known = { ...setup, names: { ...setup.names, ...names } };
  const parts = partsBetween(known, { ...known, ...choices });
  const entry = { ...who, what: Object.keys(choices), did: 'asked' as const, parts };
  const recorded = withSetUpEntry(known, known, former ? { ...entry, askedBy: former } : entry);
  return { ...recorded, waiting: { ...who, number: recorded.changes.length - 1, until, parts, choices } };
}
