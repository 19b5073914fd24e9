import { type ClockRules, withMessages } from './advance.ts';
import { isWaiting, type Outgoing, placeOf } from './outbox.ts';
import type { CaseChannel, CaseRecord } from './record.ts';
import { erasedIn } from './standing.ts';
import { isInWork } from './up-next.ts';

type Channels = Record<CaseChannel, string | undefined>; // their ids, as they are set up now
type Context = ClockRules & Parameters<typeof withMessages>[2];

const mark = ';messageid=';
const channelOf = (thread: string) => thread.split(mark)[0];

/** Whether a thread stands in another channel than this one. The id of a thread begins with that of its channel. */
export const isElsewhere = (thread: string | undefined, channel: string | undefined) =>
  thread?.includes(mark) === true && channelOf(thread) !== channel;

const places = ['mash', 'assessment'] as const;

function postedIn({ said: { thread, card, assessment } }: Pick<CaseRecord, 'said'>) {
  return { mash: thread === undefined ? undefined : { thread, card }, assessment };
}

/** The places in which this case stands in a channel that is not set up any more. */
const leftIn = (record: CaseRecord, channels: Channels) =>
  erasedIn(record.events)
    ? []
    : places.filter((place) => channels[place] && isElsewhere(postedIn(record)[place]?.thread, channels[place]));

/** The message after which the bot's messages in this thread show no fact any more, and say where the case is. */
const leaving = ({ outbox }: CaseRecord, place: CaseChannel, old: { thread: string; card?: string | undefined }) =>
  ({ to: { place }, message: { kind: 'moved', ...old, before: (outbox.at(-1)?.id ?? -1) + 1 } }) as Outgoing;

/**
 * A case after the channels were changed. An open one gets its card in the new channel, and all that follows it there (`withThreadMoved`). What
 * the old channel shows of any other is taken away; if anything comes to it later, it is posted in the new one.
 * @returns the same case if it stands where it should, or if this was done before
 */
export function withCardMoved(record: CaseRecord, channels: Channels, context: Context): CaseRecord {
  const messages = leftIn(record, channels).flatMap((place): Outgoing[] => {
    const old = postedIn(record)[place];
    const isDone = record.outbox.some(
      ({ message, to, ...entry }) =>
        placeOf(to) === place &&
        ((message.kind === 'moved' && message.thread === old?.thread) ||
          (isWaiting({ message, to, ...entry }) && ['case-card', 'assessment-card'].includes(message.kind))),
    );
    if (!old || isDone) return [];
    if (!isInWork(record)) return [leaving(record, place, old)];
    return [
      place === 'mash'
        ? { to: { place }, message: { kind: 'case-card' } }
        : { to: { place }, message: { kind: 'assessment-card' } },
    ];
  });
  return messages.length > 0 ? withMessages(record, messages, context) : record;
}

const inThread = ['written', 'line', 'addition', 'assessment-line'];

/**
 * A case whose card was just posted in another channel than before: all of its thread follows it, in its order, and what
 * the old channel shows of it is taken away.
 * @param before where it stood
 */
export function withThreadMoved(record: CaseRecord, before: CaseRecord['said'], context: Context): CaseRecord {
  const old = postedIn({ said: before });
  const now = postedIn(record);
  const moves = (place: CaseChannel) => isElsewhere(old[place]?.thread, now[place] && channelOf(now[place].thread));
  const [moved] = places.filter(moves); // a message goes to one place
  const left = moved && old[moved];
  if (!moved || !left || !now[moved]) return record;
  const messages = new Map<string, Outgoing>();
  const outbox = record.outbox.map((entry) => {
    const { to, message, state } = entry;
    const isPosted = state.kind === 'sent' || state.kind === 'waiting';
    if (placeOf(to) !== moved || !inThread.includes(message.kind) || !isPosted) return entry;
    const key = JSON.stringify({ ...message, again: undefined });
    const again = state.kind === 'sent' || messages.has(key) || ('again' in message && message.again);
    messages.set(key, { to, message: again ? { ...message, again: true } : message } as Outgoing);
    if (state.kind === 'sent') return entry;
    return { ...entry, state: { kind: 'dropped' as const, at: context.now, why: 'superseded' as const } };
  });
  return withMessages({ ...record, outbox }, [...messages.values(), leaving(record, moved, left)], context);
}
