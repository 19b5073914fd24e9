import { hash } from 'node:crypto';
import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Instant, msBetween, plus } from '../base/time.ts';
import type { Card } from '../cards/parts.ts';
import type { CaseContext } from '../case/advance.ts';
import { type Entry, nameOfMessage, placeOf } from '../case/outbox.ts';
import type { Mark } from '../case/part.ts';
import type { CaseRecord } from '../case/record.ts';
import { markOf, marksToTell } from '../case/tell.ts';
import { waiting } from '../case/up-next.ts';
import { TeamsFault, unlessNotFound } from '../connector/teams.ts';
import { features } from '../features/list.ts';
import { flag } from '../history/entry.ts';
import { isA } from '../history/events.ts';
import { document } from '../store/change.ts';
import { type Delivered, drawn, NotDrawn, type WorkerDeps } from './delivered.ts';

const Listed = z.object({ case: CaseId, upTo: Instant });
type Listed = z.infer<typeof Listed>;

/** One message that tells a person of several marks, each of a case. `sent`: its id, once it was taken. */
const Digest = z.object({
  id: z.string(),
  to: z.string(), // the place where it goes, as the outbox names it
  as: z.string(), // the message that it replaces
  at: Instant,
  listed: z.array(Listed),
  failed: flag,
  sent: z.string().optional(),
  chat: z.object({ serviceUrl: z.string(), conversationId: z.string() }).optional(), // where it is drawn again
  shows: z.string().optional(), // names what its card shows
});
type Digest = z.infer<typeof Digest>;
const Digests = z.object({ digests: z.array(Digest) });

/** The digests of all people that may still change, or tell a mark that is yet to come. */
const digestsIn = document('digests', Digests, { digests: [] });

const mayTakeMs = 5000; // for this long, what a digest lists waits for it
const singlyMs = 60_000; // for this long, what a digest lists that did not arrive is told singly
const looksEveryMs = 500;
const mostCases = 100; // in one message
const mostKept = 500;
const pageOf = 200;

export const [together] = features.flatMap((each) => each.together ?? []);

/** What was sent: its id and, where it can be drawn again, its chat. */
type Sent = Pick<Digest, 'chat'> & { id: string };
type Sends = (cases: readonly CaseRecord[]) => Promise<Sent | undefined>;

const covers = (digest: Digest, like: Pick<Digest, 'to' | 'as'>, { case: id, upTo }: Listed) =>
  digest.to === like.to &&
  digest.as === like.as &&
  digest.listed.some((each) => each.case === id && each.upTo === upTo);

const ageOf = ({ at }: Digest, now: Instant) => Math.abs(msBetween(at, now)); // a clock may have been wrong
const isGoing = (digest: Digest, now: Instant) => !digest.sent && !digest.failed && ageOf(digest, now) < mayTakeMs;

/** A message about a mark, for which a digest is sought or made. */
interface Wanted {
  record: CaseRecord;
  entry: Entry;
  mark: Mark;
  aheadMs: number; // how far ahead to look for what else is to be told
  like: Pick<Digest, 'to' | 'as'>;
  own: Listed;
}

/** @returns undefined if the message stands alone, as do those to the author of the case */
function wantedFor(record: CaseRecord, entry: Entry, context: CaseContext): Wanted | undefined {
  const mark = markOf(record, entry);
  const aheadMs = mark && aheadOf(record, entry, context);
  if (!mark || aheadMs === undefined) return undefined;
  const like = { to: placeOf(entry.to), as: nameOfMessage(entry.message) };
  return { record, entry, mark, aheadMs, like, own: { case: record.id, upTo: mark.upTo } };
}

/**
 * Tells a mark together with those that fall due for the same person soon. What they list is recorded before it is sent.
 * So each mark is told no later than by itself; and whatever is wrong with a digest, it is told by itself.
 * @param sends sends one message about these cases
 * @returns undefined if the message is to be sent by itself
 * @throws what `sends` throws
 */
export async function inDigest(
  record: CaseRecord,
  entry: Entry,
  sends: Sends,
  deps: WorkerDeps,
): Promise<Delivered | undefined> {
  const wanted = wantedFor(record, entry, deps.caseContext());
  const begun =
    wanted &&
    (await begin(wanted, deps).catch((err: unknown) => {
      deps.log.error({ event: 'digest.failed', ref: record.id, err });
      return undefined;
    }));
  if (!begun) return undefined;
  const { digest, cases } = begun;
  if (digest.sent) return { digest: { id: digest.sent, at: digest.at } };
  const failed = { ...digest, failed: true } as const;
  try {
    const sent = await sends(cases);
    const shows = stateOf(cases, deps.now());
    await settle(digest, sent ? { ...digest, shows, sent: sent.id, chat: sent.chat } : failed, deps);
    if (!sent) return { nobodyToTell: true };
    deps.log.info({ event: 'digest.sent', ref: record.id, kind: digest.as, cases: cases.length });
    return { digest: { id: sent.id, at: digest.at } };
  } catch (error) {
    const isAskedToWait = error instanceof TeamsFault && error.status === 429; // then they go on waiting together
    await settle(digest, isAskedToWait ? undefined : failed, deps);
    if (error instanceof NotDrawn) return undefined;
    throw error;
  }
}

interface Begun {
  digest: Digest;
  cases: CaseRecord[]; // none, if it was sent before
}

/** Finds the digest that lists the mark, or records a new one. @returns undefined if there is none to join */
async function begin(wanted: Wanted, deps: WorkerDeps): Promise<Begun | undefined> {
  for (let waitedMs = 0; waitedMs <= mayTakeMs; waitedMs += looksEveryMs) {
    const { digests } = await digestsIn(deps.store).load();
    const there = digests.findLast((each) => covers(each, wanted.like, wanted.own));
    if (there?.sent) return isDecidedSince(wanted.record, there) ? undefined : { digest: there, cases: [] };
    if (there && !isGoing(there, deps.now()) && ageOf(there, deps.now()) < singlyMs) return undefined;
    const claimed = there && isGoing(there, deps.now()) ? 'listed' : await claim(wanted, deps);
    if (claimed !== 'listed') return claimed;
    await deps.machine.pause(looksEveryMs);
  }
  return undefined;
}

/** Records a new digest. @returns `listed` if another instance has just done so; undefined if there are no other cases */
async function claim(wanted: Wanted, deps: WorkerDeps): Promise<Begun | 'listed' | undefined> {
  const { record, like, own } = wanted;
  const found = await dueTogether(wanted, deps);
  let claimed: Begun | 'listed' | undefined;
  await digestsIn(deps.store).change(({ digests }) => {
    const now = deps.now();
    const counting = digests.filter((each) => each.sent || isGoing(each, now));
    const isListed = (each: Listed) => counting.some((digest) => covers(digest, like, each));
    const free = found
      .map((each) => ({ ...each, marks: each.marks.filter((mark) => !isListed(mark)) }))
      .filter(({ marks }) => marks.length > 0)
      .slice(0, mostCases);
    const cases = free.map((each) => each.record);
    const digest = { ...like, id: deps.machine.newId(), at: now, listed: free.flatMap(({ marks }) => marks) };
    claimed = isListed(own) ? 'listed' : cases.some(({ id }) => id !== record.id) ? { digest, cases } : undefined;
    return typeof claimed === 'object' ? { digests: [...digests, digest].slice(-mostKept) } : { digests };
  });
  return claimed;
}

/** Records what became of a digest. If that fails, what it lists is told again, by itself. */
async function settle({ id }: Digest, as: Digest | undefined, { store, log }: WorkerDeps) {
  await digestsIn(store)
    .change(({ digests }) => ({ digests: [...digests.filter((each) => each.id !== id), ...(as ? [as] : [])] }))
    .catch((err: unknown) => log.error({ event: 'digest.not-noted', err }));
}

/** A case that was decided since, and opened again, is told anew. */
const isDecidedSince = ({ events }: CaseRecord, { at }: Digest) =>
  events.some((event) => event.at >= at && isA('DecisionRecorded', 'DecisionReopened')(event));

/** How far ahead to look from a message about a mark, in ms; undefined if it stands alone. */
function aheadOf(record: CaseRecord, { to, message }: Pick<Entry, 'to' | 'message'>, context: CaseContext) {
  const person = 'person' in to ? to.person : 'outside' in to && to.outside;
  return person === record.author ? undefined : together?.looksAhead(record, message, context);
}

/** All cases with marks that this person is to be told of by now, or soon: this one, then the soonest first. */
async function dueTogether(wanted: Wanted, deps: WorkerDeps) {
  const { record: own } = wanted;
  const context = deps.caseContext();
  const found = [{ record: own, marks: marksFor(own, wanted, context) }];
  for (let after: string | undefined; ; ) {
    const page = await deps.cases.upNext({ ...waiting, ...(after && { after }) }, pageOf);
    for (const record of page.flat()) {
      const marks = record.id === own.id || record.practice ? [] : marksFor(record, wanted, context);
      if (marks.length > 0) found.push({ record, marks });
    }
    after = page.flat().at(-1)?.upNext;
    if (page.length < pageOf || after === undefined) break; // what cannot be read is told singly
  }
  const place = ({ record, marks }: (typeof found)[number]) =>
    record.id === own.id ? '' : (marks.map(({ upTo }) => upTo).sort()[0] ?? '');
  return found.sort((one, other) => (place(one) < place(other) ? -1 : 1));
}

/** The marks of a case of which this person is told by such a message. */
function marksFor(record: CaseRecord, { entry, mark, aheadMs }: Wanted, context: CaseContext): Listed[] {
  const isLike = (then: CaseRecord, each: Pick<Entry, 'to' | 'message'>) =>
    placeOf(each.to) === placeOf(entry.to) &&
    nameOfMessage(each.message) === nameOfMessage(entry.message) &&
    aheadOf(then, each, context) !== undefined;
  return marksToTell(record, mark, isLike, { ...context, until: plus(context.now, aheadMs) }).map(({ upTo }) => ({
    case: record.id,
    upTo,
  }));
}

/** How these cases stand, as far as a digest shows it. */
function stateOf(cases: readonly CaseRecord[], now: Instant) {
  const states = cases.map(({ id, status, heldBy, rush, upNext, dueAt = now }) =>
    [id, status, heldBy, rush, upNext, now > dueAt].join(' '),
  );
  return hash('sha256', states.join());
}

/** The card of a digest to this person. @throws NotDrawn */
export function digestCardTo(to: StaffId, cases: readonly CaseRecord[], { pack, now, reach }: WorkerDeps): Card {
  return drawn(() => {
    if (!together) throw new Error('no feature has a digest');
    return together.card(cases, { pack, now: now(), to, linkTo: reach.linkTo });
  });
}

const keptMs = 60 * 60_000; // a mark that a digest lists may be recorded late
const soonMs = 5000; // from one look to the next, while cases are written
const anywayMs = 5 * 60_000; // Teams may not have taken it, or an instance was killed
const older = 'older'; // what a digest shows whose cases later ones list

/**
 * Draws digests again, where they are, whose cases were taken, decided or became overdue; and drops those that are over.
 * Whatever changes a case is a write, which the instance that wrote it sees.
 */
export function digestLook(deps: WorkerDeps): () => Promise<void> {
  let seen = -1;
  let lookedAt = -Infinity;
  return async () => {
    const [writes, ticks] = [deps.cases.writes(), deps.machine.ticks()];
    if (ticks - lookedAt < (writes === seen ? anywayMs : soonMs)) return;
    const { digests } = await digestsIn(deps.store).load();
    const found = new Map<CaseId, Promise<CaseRecord | undefined>>();
    const load = (id: CaseId) => found.get(id) ?? found.set(id, deps.cases.load(id)).get(id);
    for (const each of digests)
      await redraw(each, { digests, load }, deps).catch((err: unknown) =>
        deps.log.warn({ event: 'digest.not-redrawn', err }),
      );
    [seen, lookedAt] = [writes, ticks];
  };
}

async function redraw(digest: Digest, all: Looked, deps: WorkerDeps) {
  const { id, at, listed, sent, chat, shows } = digest;
  const now: Standing = sent && chat && shows !== older ? await stands(digest, all, deps) : { isOver: true, shows };
  if (sent && chat && now.card && now.shows !== shows)
    await unlessNotFound(deps.teams.update(chat.serviceUrl, chat.conversationId, sent, now.card()));
  const isPast = [at, ...listed.map(({ upTo }) => upTo)].every((each) => plus(each, keptMs) < deps.now());
  const isOver = now.isOver && isPast;
  if (now.shows === shows && !isOver) return;
  await digestsIn(deps.store).change(({ digests }) => ({
    digests: digests.flatMap((each) => (each.id !== id ? each : isOver ? [] : { ...each, shows: now.shows })),
  }));
}

/** What is known in one look: every case is read once. */
interface Looked {
  digests: readonly Digest[];
  load(id: CaseId): Promise<CaseRecord | undefined> | undefined;
}

/** What a digest should show now. `isOver`: it shows that for good. */
interface Standing {
  isOver: boolean;
  shows: string | undefined;
  card?: () => Card;
}

async function stands(digest: Digest, { digests, load }: Looked, deps: WorkerDeps): Promise<Standing> {
  const ids = [...new Set(digest.listed.map((each) => each.case))];
  const found = await Promise.all(ids.map(load));
  const cases = found.filter((each) => each !== undefined);
  const open = cases.filter(({ status }) => status === 'awaiting-decision');
  const later = digests.filter(
    ({ to, as, sent, at }) => to === digest.to && as === digest.as && sent && at > digest.at,
  );
  const isLater = ({ id }: CaseRecord) => later.some(({ listed }) => listed.some((each) => each.case === id));
  if (open.length > 0 && open.every(isLater))
    return { isOver: true, shows: older, card: () => drawn(() => together?.olderCard() ?? {}) };
  const to = StaffId.parse(digest.to.replace('person:', ''));
  const card = () => digestCardTo(to, cases, deps);
  return { isOver: open.length === 0, shows: stateOf(cases, deps.now()), card };
}
