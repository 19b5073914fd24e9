import type { Feature } from '../../src/actions/feature.ts';
import type { OnReceipt } from '../../src/cards/face.ts';
import { type ClockMeanings, type Events, type Hears, type Notice, words } from '../../src/cards/meaning.ts';
import { noticeCard } from '../../src/cards/parts.ts';
import type { Outgoing } from '../../src/case/outbox.ts';
import type { EventAt, Mark, Plain } from '../../src/case/part.ts';
import type { OwnerFaults } from '../../src/features/list.ts';
import type { EventOf } from '../../src/history/events.ts';

/**
 * Mistakes that must not compile. `npm run types` fails when one of them does, because then its `@ts-expect-error` has
 * nothing to expect.
 */

type NewsRead = EventOf<'NewsRead'>;
const card = () => noticeCard({ summary: 'News', heading: 'News', lines: [] });
const author = (_: unknown, { record }: EventAt) => [record.author];
const nobody = () => [];
const quiet = { line: 'none', words: 'Something happened' } as const;
const clock = { ...quiet, runs: () => undefined, isOver: () => true };

// --- owners: a list of which two events and one clock are to have an owner

type Few = 'NewsRead' | 'ReferrerTold' | 'news';
const told = { name: 'told', events: { ReferrerTold: quiet } } satisfies Feature;
const news = { name: 'news', events: { NewsRead: quiet }, clocks: { news: clock } } satisfies Feature;
const readers = { name: 'readers', events: { NewsRead: quiet } } satisfies Feature;
const timekeepers = { name: 'timekeepers', clocks: { news: clock } } satisfies Feature;

/** Takes a list only while everything in `Few` has one owner, as `features/list.ts` does for everything. */
function listed<const All extends readonly Feature[]>(
  all: All,
  ..._: [OwnerFaults<All, Few>] extends [never] ? [] : [OwnerFaults<All, Few>]
) {
  return all;
}

export const rightList = listed([told, news]);
// @ts-expect-error an event without an owner: ReferrerTold
export const unownedEvent = listed([news]);
// @ts-expect-error an event with two owners: NewsRead
export const twoOwners = listed([told, news, readers]);
// @ts-expect-error a clock without an owner: news
export const unownedClock = listed([told, readers]);
// @ts-expect-error a clock with two owners: news
export const clockOfTwo = listed([told, news, timekeepers]);

// --- what an event means

export const right: Events<'NewsRead' | 'ReferrerTold'> = {
  NewsRead: {
    line: () => words('Read'),
    notices: { read: { to: author, card } },
    also: () => [{ to: { place: 'mash' }, message: { kind: 'case-card' } }],
  },
  ReferrerTold: { ...quiet, notices: { told: { alarm: true, to: () => 'stand-ins', card } } },
};
// @ts-expect-error an event with neither a line nor words
export const silent: Events<'NewsRead'> = { NewsRead: { line: 'none' } };
// @ts-expect-error an event that says nothing of its line
export const lineless: Events<'NewsRead'> = { NewsRead: { card: true } };
// @ts-expect-error an event that a feature names and leaves out
export const leftOut: Events<'NewsRead' | 'ReferrerTold'> = { NewsRead: quiet };
// @ts-expect-error a misspelt event
export const misspelt: Events<'NewsReed'> = { NewsReed: quiet };
// @ts-expect-error a misspelt event that somebody hears
export const misheard: Hears<'NewsReed'> = { NewsReed: {} };
// @ts-expect-error a clock that does not say when it runs
export const stopped: ClockMeanings<'news'> = { news: { ...quiet, isOver: () => true } };

// --- notices

// @ts-expect-error a notice without a card
export const cardless: Notice<NewsRead> = { to: author };
// @ts-expect-error a notice without recipients
export const unaddressed: Notice<NewsRead> = { card };
// @ts-expect-error an alarm without a card
export const alarmWithoutCard: Notice<Mark> = { alarm: true, to: nobody };
// @ts-expect-error a notice with a card that may be missing
export const perhaps: Notice<NewsRead> = { to: author, card: () => (Math.random() > 1 ? card() : undefined) };
// @ts-expect-error stand-ins for a notice that is no alarm
export const quietStandIns: Notice<NewsRead> = { to: () => 'stand-ins', card };
// @ts-expect-error a notice that goes up and is no alarm
export const quietEscalation: Notice<NewsRead> = { goesUp: true, to: author, card };
// @ts-expect-error a notice without a card, in what a feature hears
export const heardWithoutCard: Hears<'decision'> = { decision: { notices: { reminder: { to: nobody } } } };

// --- messages that a feature queues by hand, and who gets them

const [mash, person] = [{ place: 'mash' } as const, (at: EventAt) => ({ person: at.record.author })];
// @ts-expect-error a line queued by hand
export const lineByHand = (at: EventAt): Plain => ({ to: mash, message: { kind: 'line', event: at.index } });
export const noticeByHand = (at: EventAt): Plain => ({
  to: person(at),
  // @ts-expect-error a notice queued by hand
  message: { kind: 'notice', event: at.index, as: 'news/read' },
});
export const alsoByHand: Events<'NewsRead'> = {
  NewsRead: {
    ...quiet,
    // @ts-expect-error a line queued by hand in what an event means
    also: (_, { index }) => [{ to: { place: 'mash' }, message: { kind: 'line', event: index } }],
  },
};
// @ts-expect-error a case card to a person
export const cardToPerson = (at: EventAt): Plain => ({ to: person(at), message: { kind: 'case-card' } });
// @ts-expect-error a receipt to a channel
export const receiptToChannel: Plain = { to: mash, message: { kind: 'receipt' } };
// @ts-expect-error a notice to a channel
export const noticeToChannel: Outgoing = { to: mash, message: { kind: 'notice', event: 0, as: 'news/read' } };
// @ts-expect-error a card of the Assessment team to the MASH
export const teamCardToMash: Plain = { to: mash, message: { kind: 'assessment-card' } };
// @ts-expect-error a message between cases to a person
export const linkToPerson = (at: EventAt): Plain => ({ to: person(at), message: { kind: 'look-for-links' } });
// @ts-expect-error a call outside Teams to somebody's chat
export const ringInChat = (at: EventAt): Plain => ({
  to: person(at),
  message: { kind: 'outside-ring', event: at.index },
});

// --- slots

// @ts-expect-error a slot for a receipt button that does not exist
export const wrongSlot: OnReceipt = { buttons: { handover: () => undefined } };
