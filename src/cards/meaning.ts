import type { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { Instead } from '../case/outbox.ts';
import type { Clock, EventAt, EventFor, EventOwned, Hearing, Mark, NoticeRule, Owned, Telling } from '../case/part.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import type { ClockName } from '../history/entry.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import { asLines, type Card, type Line, type Lines, line } from './parts.ts';
import type { TitledText } from './referral-text.ts';

/** A case as it is shown. */
export interface View {
  record: CaseRecord;
  pack: Pack;
  now: Instant;
}
/** A sent case as it is shown. */
export interface SentView extends View {
  referral: SubmittedReferral;
}
/** A case as it is shown to one person in their own chat. `link` leads to it in the MASH channel. */
export interface NoticeView extends View {
  link: string | undefined;
  to: StaffId;
  instead?: Instead | undefined; // why they get an alarm, if others should have got it first
}

/** A line in a thread. A lock screen shows only its title, which holds no name and no fact. */
export interface ThreadWords {
  title: string;
  lines: Line[];
}
export const words = (title: string, ...lines: Lines): ThreadWords => ({ title, lines: asLines(lines) });

/** Stands below a line that comes late. */
export const lateLines = ({ late }: Mark): Lines => [late && line('Late: this could not be said in time', 'small')];

/** Whether the referral was sent before the event. */
export const isSent = (_: unknown, { referral }: EventAt) => referral !== undefined;

/** The author of the case, as the only one who gets a notice. */
export const author = (_: unknown, { record }: EventAt): StaffId[] => [record.author];

/** A message to one person in their own chat, with the people who get it. */
export type Notice<E> = NoticeRule<E> & {
  card(event: E, view: NoticeView): Card;
  sounds?: true; // it carries Teams' notification flag, as every alarm does: somebody must act on it now
  onReceipt?: true; // the receipt says to whom it was sent, so it is drawn again when Teams has taken it
};
type Notices<E> = Readonly<Record<string, Notice<E>>>;

/** The words of an event in the case file. */
type FileWords<E> = string | ((event: E, view: View) => TitledText);

/** Its line in the thread and its words in the case file, which are the same unless it says otherwise. */
type Shown<E> =
  | { line(event: E, view: SentView): ThreadWords; sounds?: true; words?: FileWords<E> }
  | { line: 'none'; words: FileWords<E> };

/** Everything that one type of event means, in one place. */
export type Meaning<E extends CaseEvent> = Omit<Telling<E>, 'line' | 'notices'> & Shown<E> & { notices?: Notices<E> };

/** The same for the marks of a clock. */
type ClockMeaning = Omit<Clock, 'line' | 'notices'> & Shown<Mark> & { notices?: Notices<Mark> };

/** What a feature owns. A type that it names and leaves out does not compile. */
export type Events<O extends EventOwned> = { readonly [T in O]: Meaning<EventFor<T>> };
export type ClockMeanings<O extends ClockName> = { readonly [C in O]: ClockMeaning };
/** What a feature does because of events of others. */
export type Hears<O extends Owned> = {
  readonly [T in O]: Omit<Hearing<EventFor<T>>, 'notices'> & { notices?: Notices<EventFor<T>> };
};
