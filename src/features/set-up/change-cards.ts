import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Button, button, type Card, type Line, line, noticeCard } from '../../cards/parts.ts';
import { confirmers, type MayConfirm, mayConfirm } from '../../settings/second-person.ts';
import type { Change, Environment, Setup, WaitingChange } from '../../settings/setup.ts';
import { byWhom, nameOrAccount, partLines, titleOf } from './part-words.ts';
import { confirmChannel, refuseChannel } from './verbs.ts';

/** What a card of the set-up is made from. `to`: who reads it; nobody in particular in a channel. */
interface Told {
  setup: Setup;
  config: Environment;
  now: Instant;
  to?: StaffId;
}

/** One entry of the history, to whoever must hear of it. A channel that still waits can be answered from the own chat. */
export function changeCard(number: number, told: Told): Card | undefined {
  const change = told.setup.changes[number];
  if (!change) return undefined;
  const { waiting } = told.setup;
  if (waiting?.number === number && waiting.until > told.now) return waitingCard(waiting, change, told);
  const heading = headingOf(change);
  return noticeCard({
    summary: `MASH Referrals: ${heading}`,
    heading,
    lines: [
      ...(change.parts ?? []).flatMap(partLines),
      line(changeAuthors(change), 'plain', 'Small'),
      ...whatFollows(change).map((each) => line(each, 'plain', 'Small')),
    ],
  });
}

function headingOf({ did = 'changed', what, parts = [] }: Change): string {
  switch (did) {
    case 'asked':
      return said(what, 'was to be changed', 'were to be changed');
    case 'confirmed':
      return said(what, 'is changed', 'are changed');
    case 'refused':
      return said(what, 'stays: the change was refused', 'stay: the change was refused');
    case 'lapsed':
      return said(what, 'stays: nobody confirmed the change', 'stay: nobody confirmed the change');
    case 'changed': {
      const [only, ...others] = parts;
      return only && others.length === 0 ? `Changed: ${titleOf(only.part)}` : 'The set-up was changed';
    }
  }
}

const said = ([first = 'mash', ...others]: string[], one: string, both: string): string =>
  others.length > 0 ? `Both channels ${both}` : `${titleOf(first)} ${one}`;

/** Who did it and when, and who had asked for it. */
export function changeAuthors({ did = 'changed', askedBy, ...change }: Change): string {
  const by = `${byWhom(change)} at ${clockAndDay(change.at)}`;
  const asked = askedBy && `${byWhom(askedBy)} at ${clockAndDay(askedBy.at)}`;
  switch (did) {
    case 'changed':
      return `By ${by}.`;
    case 'asked':
      return `Asked for by ${by}.${asked ? ` It takes the place of what was asked for by ${asked}.` : ''}`;
    case 'confirmed':
      return `Asked for by ${asked}. Confirmed by ${by}.`;
    case 'refused':
      return `Asked for by ${asked}. Refused by ${by}.`;
    case 'lapsed':
      return `Asked for by ${asked}. It lapsed at ${clockAndDay(change.at)}.`;
  }
}

function whatFollows({ did = 'changed', what }: Change): string[] {
  const see = 'All changes: type “set-up history” to me 1:1.';
  if (did === 'changed' || did === 'confirmed') {
    const follows = what.includes('mash')
      ? ['New referrals go to the new channel from now on. For those that are open, write “open” to me there.']
      : [];
    return [...follows, `Not what you expected? Ring who did it, and the other administrators. ${see}`];
  }
  return did === 'asked' ? ['It was answered meanwhile.', see] : ['Nothing changes.', see];
}

/** What waits for a second person, in short: on the form, and when it is saved. */
export function waitingLines(told: Omit<Told, 'to'>): Line[] {
  const { waiting } = told.setup;
  if (!waiting || waiting.until <= told.now) return [];
  return [
    line('Waits until somebody else confirms it', 'bold'),
    ...waiting.parts.flatMap(partLines),
    line(`Asked for by ${byWhom(waiting)}. Until it is confirmed, all goes on as before.`, 'plain', 'Small'),
    line(
      `Not confirmed by ${clockAndDay(waiting.until)}, it lapses. I have told the managers and administrators.`,
      'plain',
      'Small',
    ),
    ...whoCan(waiting, told),
  ];
}

/** Another channel that waits for a second person. */
function waitingCard(waiting: WaitingChange, change: Change, { setup, config, now, to }: Told): Card {
  const heading = said(change.what, 'is to be changed', 'are to be changed');
  const standing = to && mayConfirm(to, waiting, setup, config, now);
  return noticeCard({
    summary: `MASH Referrals: ${heading}`,
    heading,
    lines: [
      ...waiting.parts.flatMap(partLines),
      line(changeAuthors(change), 'bold', 'Small'),
      line(
        'Who is in that channel reads every case that comes there. Ring who asked before you confirm.',
        'plain',
        'Small',
      ),
      line(`Until it is confirmed, all goes on as before. Not confirmed by ${clockAndDay(waiting.until)}, it lapses.`),
      ...(standing
        ? yours(standing)
        : [line('Administrators and managers answer in their own chat with me.', 'plain', 'Small')]),
      ...whoCan(waiting, { setup, config, now }),
    ],
    buttons: standing ? buttonsFor(standing, waiting) : [],
  });
}

function yours(standing: MayConfirm): Line[] {
  const words: Record<MayConfirm['kind'], string> = {
    may: 'Press below, or type “confirm channel” or “refuse channel”.',
    from: `You have been a manager for less than 24 hours. You can confirm it${standing.kind === 'from' ? ` from ${clockAndDay(standing.at)}` : ''}. You can refuse it now: type “refuse channel”.`,
    'came-after':
      'You became a manager after this was asked for, so you cannot confirm it. You can refuse it: type “refuse channel”.',
    'asked-for-it': 'You asked for it, so somebody else must confirm it. To take it back, type “refuse channel”.',
    'not-of-the-desk': 'You cannot answer it: only administrators and managers of now can.',
  };
  return [line(words[standing.kind], 'plain', 'Small')];
}

function buttonsFor({ kind }: MayConfirm, { number }: WaitingChange): Button[] {
  const refuse = button(refuseChannel, kind === 'asked-for-it' ? 'Take it back' : 'Refuse', { number, below: true });
  if (kind === 'not-of-the-desk') return [];
  return kind === 'may' ? [button(confirmChannel, 'Confirm', { number, below: true }), refuse] : [refuse];
}

/** Who can confirm it, and what to do where nobody can. */
function whoCan(waiting: WaitingChange, { setup, config, now }: Omit<Told, 'to'>): Line[] {
  const all = confirmers(waiting, setup, config, now);
  const called = (id: StaffId) => nameOrAccount({ id, name: setup.names[id] ?? '' });
  const can = all.filter(({ kind }) => kind === 'may').map(({ person }) => called(person));
  const later = all.flatMap((each) =>
    each.kind === 'from' ? [`${called(each.person)} from ${clockAndDay(each.at)}`] : [],
  );
  const rule = 'Not who asked, and nobody who became a manager after that, or less than 24 hours ago.';
  const words = [...can, ...later].join(', ');
  if (words !== '') return [line(`Who can confirm it: ${words}. ${rule}`, 'small', 'Small')];
  return [line(`Nobody can confirm it. ${rule}`, 'bold', 'Small'), line(whatToDo)];
}

const whatToDo =
  'Ask who runs this service to name a second administrator (ADMINS), or the channel (MASH_CHANNEL_ID). Or choose a manager, wait for 24 hours, and ask again.';
