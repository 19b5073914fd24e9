import type { StaffId } from '../../base/people.ts';
import type { Texts } from '../../base/texts.ts';
import type { Instant } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import {
  type Button,
  button,
  excerpt,
  type Line,
  type Lines,
  line,
  noticeCard,
  plain,
  shown,
  spacedBoldLine,
  spacedLine,
  spacedSmallLine,
  titledLines,
} from '../../cards/parts.ts';

import { type Stranded, strandedLines } from './moving.ts';
import { withNames } from './names-now.ts';
import { type AbilityToConfirm, abilityToConfirm, confirmers, needsNobody, whyNot } from './second-person.ts';
import {
  byEnvironment,
  type Change,
  type ChangedPart,
  channelParts,
  comparedByName,
  identityIn,
  type NamedId,
  phoneParts,
  phonesOf,
  type Setup,
  serviceParts,
  type WaitingChange,
  type Who,
} from './set-up-state.ts';
import { confirmChannel, refuseChannel, setUpHistory } from './verbs.ts';

/** What a card about the set-up is made from. `to`: its reader; undefined in a channel. */
interface ChangeNotice {
  setup: Setup;
  now: Instant;
  to?: StaffId | undefined;
  stranded?: Stranded; // what a change of channel takes along
}

/**
 * Tells one reader about an entry of the history. While the change waits, the card has buttons to answer in the
 * reader's own chat.
 */
export function changeCard({ number, change }: { number: number; change: Change }, notice: ChangeNotice) {
  const { waiting } = notice.setup;
  if (waiting?.number === number && waiting.until > notice.now) return waitingCard(waiting, change, notice);
  const heading = headingOf(change);
  return noticeCard({
    summary: `MASH Referrals: ${heading}`,
    heading,
    lines: [...change.parts.flatMap(partLines), spacedLine(changeAuthors(change)), whatFollows(change).map(spacedLine)],
  });
}

function headingOf({ did, what, parts }: Change): string {
  switch (did) {
    case 'asked':
      return headingFor(what, 'was to be changed', 'were to be changed');
    case 'confirmed':
      return headingFor(what, 'is changed', 'are changed');
    case 'refused':
      return headingFor(what, 'stays: the change was refused', 'stay: the change was refused');
    case 'lapsed':
      return headingFor(what, 'stays: nobody confirmed the change', 'stay: nobody confirmed the change');
    case 'changed': {
      const [only, ...others] = parts;
      return only && others.length === 0 ? `Changed: ${partTitle(only.part)}` : 'The set-up was changed';
    }
  }
}

function headingFor([first = 'mash', ...others]: string[], ifOne: string, ifMany: string) {
  if (others.some((part) => phoneParts.some((each) => each === part))) return `Numbers and more ${ifMany}`;
  if (others.length > 0)
    return others.includes('managers') ? `The channel and the managers ${ifMany}` : `Both channels ${ifMany}`;
  return `${partTitle(first)} ${['managers', 'admins'].includes(first) ? ifMany : ifOne}`;
}

/** Who made a change and when, and who had asked for it. */
function changeAuthors({ did, askedBy, ...change }: Change): string {
  const byWords = `${personName(change)} at ${clockAndDay(change.at)}`;
  const askedWords = askedBy && `${personName(askedBy)} at ${clockAndDay(askedBy.at)}`;
  switch (did) {
    case 'changed':
      return `By ${byWords}.`;
    case 'asked':
      return `Asked for by ${byWords}.${askedWords ? ` It takes the place of what was asked for by ${askedWords}.` : ''}`;
    case 'confirmed':
      return change.by === byEnvironment
        ? `Asked for by ${askedWords}. Nobody was there to confirm it: it applies from ${clockAndDay(change.at)}.`
        : `Asked for by ${askedWords}. Confirmed by ${byWords}.${change.tried ? ` ${change.tried}` : ''}`;
    case 'refused':
      return `Asked for by ${askedWords}. Refused by ${byWords}.`;
    case 'lapsed':
      return `Asked for by ${askedWords}. It lapsed at ${clockAndDay(change.at)}.`;
  }
}

function whatFollows({ did, what, parts }: Change) {
  const historyHint = 'All changes: type “set-up history” to me 1:1.';
  if (did === 'changed' || did === 'confirmed') {
    return shown([
      what.includes('mash') && 'I post each open referral in the new channel, with its whole thread.',
      parts.some(({ part, from }) => part === 'council' && from.length > 0) &&
        'What still waited for the former address is not sent: neither there nor to a new one.',
      `Not what you expected? Ring who did it, and the other administrators. ${historyHint}`,
    ]);
  }
  return did === 'asked' ? ['It was answered meanwhile.', historyHint] : ['Nothing changes.', historyHint];
}

/** A short note on what waits for a second person, on the form and after it is saved. */
export function waitingLines(notice: ChangeNotice): Lines {
  const { waiting } = notice.setup;
  if (!waiting || waiting.until <= notice.now) return [];
  return [
    line('Waits until somebody else confirms it', 'bold'),
    ...withNames(waiting, notice.setup.names).parts.flatMap(partLines),
    spacedLine(`Asked for by ${personName(waiting)}. Until it is confirmed, all goes on as before.`),
    spacedLine(
      `Not confirmed by ${clockAndDay(waiting.until)}, it lapses. I have told the managers and administrators.`,
    ),
    ...whoCanConfirm(waiting, notice),
  ];
}

/** Tells a reader that a change waits for a second person. */
function waitingCard(waiting: WaitingChange, change: Change, { setup, now, to, stranded }: ChangeNotice) {
  const heading = headingFor(change.what, 'is to be changed', 'are to be changed');
  const ability = to && abilityToConfirm(to, waiting, setup, now);
  return noticeCard({
    summary: `MASH Referrals: ${heading}`,
    heading,
    lines: [
      ...change.parts.flatMap(partLines),
      ...(stranded ? strandedLines(waiting, setup, stranded) : []),
      spacedBoldLine(changeAuthors(change)),
      change.what.includes('council') && spacedLine(councilHint),
      spacedLine(`${isOfChannel(change) ? channelHint : ''}${askerHint(change)} before you confirm.`),
      phonesOf(waiting.choices).length > 0 && phoneHint,
      needsNobody(waiting, setup)
        ? `No manager and no administrator is there to confirm it. So it applies from ${clockAndDay(waiting.until)}. Until then all goes on as before.`
        : `Until it is confirmed, all goes on as before. Not confirmed by ${clockAndDay(waiting.until)}, it lapses.`,
      spacedLine(ability ? whatYouCanDo(ability) : 'Administrators and managers answer in their own chat with me.'),
      ...whoCanConfirm(waiting, { setup, now }),
    ],
    buttons: ability ? buttonsFor(ability, waiting) : [],
  });
}

const channelHint = 'Who is in that channel reads every case that comes there. ';
const councilHint =
  'It hears of each case the reference, what happened and when, such as “sent” or “decided”. It gets no name, and no word of what a case is about.';
const phoneHint = 'Whoever confirms tries the number: I ask for the code texted to it, or who answered there.';
const isOfChannel = ({ what }: Change) => what.some((part) => channelParts.includes(part));
const askerHint = ({ by }: Change) => (by === byEnvironment ? 'Ring who runs this service' : 'Ring who asked');

function whatYouCanDo(ability: AbilityToConfirm) {
  if (ability.kind === 'may') return 'Press below, or type “confirm change” or “refuse change”.';
  const refuse = ability.kind === 'asked-for-it' ? 'take it back' : 'refuse it';
  return `${whyNot(ability)}${ability.kind === 'not-of-the-desk' ? '' : ` To ${refuse}, type “refuse change”.`}`;
}

function buttonsFor({ kind }: AbilityToConfirm, { number }: WaitingChange): Button[] {
  const refuse = button(refuseChannel, kind === 'asked-for-it' ? 'Take it back' : 'Refuse', { number, below: true });
  if (kind === 'not-of-the-desk') return [];
  return kind === 'may' ? [button(confirmChannel, 'Confirm', { number, below: true }), refuse] : [refuse];
}

/** Who can confirm the change, and what to do when nobody can. */
function whoCanConfirm(waiting: WaitingChange, { setup, now }: ChangeNotice): Lines {
  const people = confirmers(waiting, setup, now);
  const nameOf = (id: StaffId) => nameOrAccount({ id, name: setup.names[id] ?? '' });
  const canNow = people.filter(({ kind }) => kind === 'may').map(({ person }) => nameOf(person));
  const later = people.flatMap((each) =>
    each.kind === 'from' ? [`${nameOf(each.person)} from ${clockAndDay(each.at)}`] : [],
  );
  const rule = 'Not who asked, and nobody who became a manager after that, or less than 24 hours ago.';
  const names = [...canNow, ...later].join(', ');
  if (names !== '') return [spacedSmallLine(`Who can confirm it: ${names}. ${rule}`)];
  if (needsNobody(waiting, setup)) return [];
  return [spacedBoldLine(`Nobody can confirm it. ${rule}`), whatToDo];
}

const whatToDo =
  'Choose a manager, wait for 24 hours, and ask again. Or ask who runs this service to set it (npm run set-up).';

const shownAtOnce = 8;

/** Who changed which part of the set-up and when, the latest first. */
export function historyCard({ changes }: Setup, skipped: number) {
  const until = Math.max(0, changes.length - skipped);
  const from = Math.max(0, until - shownAtOnce);
  const page = changes.slice(from, until).reverse();
  const next = skipped + shownAtOnce;
  return noticeCard({
    summary: 'MASH Referrals: history of the set-up',
    heading: 'History of the set-up',
    lines: [
      page.length === 0 && 'There is nothing more.',
      from > 0 && spacedSmallLine(`${from} older: press below, or type “set-up history ${next}”.`),
    ],
    blocks: page.map((change) => {
      const names = change.what.map(partTitle).join(', ');
      return plain([
        line(changeAuthors(change), 'bold'),
        change.parts.length > 0 ? change.parts.map(partLines) : names,
      ]);
    }),
    buttons: [from > 0 && button(setUpHistory, 'Older', { older: next, below: true })],
  });
}

/** The title of each part of the set-up. */
const titles: Texts = {
  mash: 'The MASH channel',
  assessmentChannelId: 'The Assessment team’s channel',
  managers: 'MASH managers',
  practitioners: 'Who else works on referrals',
  partners: 'People of other organisations who work at the MASH',
  assessors: 'Who works in the Assessment team’s channel',
  escalation: 'The escalation contact',
  level2: 'Level 2 of a disagreement',
  level3: 'Level 3 of a disagreement',
  admins: 'Administrators',
  officers: 'Designated officers',
  coordinators: 'Trafficking co-ordinators',
  board: 'Contacts at the Board',
  council: 'The address of the council’s own system',
  office: 'Office hours',
  quiet: 'Quiet hours',
  shift: 'Length of a duty',
  urgentPhone: 'The number for urgent calls',
  outOfHoursPhone: 'The number out of hours',
};
const longestName = 60; // characters
const mostNames = 12; // of one part

const partTitle = (part: string) => titles[part] ?? part;

/** What changed in a part: the old and the new channel, or the people who were added and taken out. */
export function partLines({ part, from, to }: ChangedPart): Line[] {
  return titledLines(partTitle(part), partChange(part, from, to));
}

function partChange(part: string, from: NamedId[], to: NamedId[]) {
  if (channelParts.includes(part)) return channelChange(from, to);
  if (part === 'council') return `From ${from[0]?.id ?? 'none'} to ${to[0]?.id ?? 'none'}`;
  const words = ([set]: NamedId[]) => set?.name ?? 'what the protocol pack says';
  const isOfService = serviceParts.some((each) => each === part);
  return isOfService ? `From ${words(from)} to ${words(to)}` : peopleChange(part, from, to);
}

function channelChange([before]: NamedId[], [after]: NamedId[]) {
  const isOtherTeam = before?.team !== undefined && after?.team !== undefined && before.team !== after.team;
  return `From ${channelName(before)} to ${channelName(after)}${isOtherTeam ? ', IN ANOTHER TEAM' : ''}`;
}

const channelName = (channel: NamedId | undefined) => {
  if (!channel) return 'none';
  return channel.name === '' ? `the channel ${channel.id}` : `“${excerpt(channel.name, longestName)}”`;
};

function peopleChange(part: string, from: NamedId[], to: NamedId[]) {
  const without = (some: NamedId[], others: NamedId[]) => {
    const known = new Set(others.map(identityIn(part)));
    return some.filter((each) => !known.has(identityIn(part)(each)));
  };
  const [added, removed] = [without(to, from), without(from, to)];
  return shown([
    added.length > 0 && `Added: ${listed(added)}.`,
    removed.length > 0 && `Taken out: ${listed(removed)}.`,
    to.length === 0 && !comparedByName.includes(part) && 'Nobody is left.',
  ]).join(' ');
}

export const nameOrAccount = ({ id, name }: NamedId): string => excerpt(name || `account ${id}`, longestName);

function listed(people: NamedId[]) {
  const names = people.slice(0, mostNames).map(nameOrAccount);
  return people.length > mostNames ? `${names.join(', ')} and ${people.length - mostNames} more` : names.join(', ');
}

/** The name of the person who made a change. */
const personName = ({ by, name }: Who) => nameOrAccount({ id: by, name });
