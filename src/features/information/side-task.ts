import { changeCase } from '../../actions/change-case.ts';
import type { Context } from '../../actions/context.ts';
import type { Announcement, SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import { isLive } from '../../actions/which-case.ts';
import { type Person, StaffId } from '../../base/people.ts';
import { type Instant, plus } from '../../base/time.ts';
import { wishOf } from '../../cards/who-refers.ts';
import { managersToRemind } from '../../case/desk.ts';
import { togetherMs } from '../../case/news.ts';
import { nothingToDo, withEvents } from '../../case/outcome.ts';
import { type CaseRecord, isOwnDraft } from '../../case/record.ts';
import { isTaken } from '../../case/referral.ts';
import { submitted } from '../../case/standing.ts';
import { isOwnReferral } from '../../case/state.ts';
import { isUrgent } from '../../case/urgent.ts';
import { isUnsaid, type PersonRecord, peopleIn, type UnfiledWords, waitingIn } from '../../store/people.ts';
import { holdersOf } from '../assessment/state.ts';
import { inNewChannelCard, urgentCaseCard, waitNoMoreCard, wordsReadCard } from './cards.ts';
import { putFiled } from './filing.ts';
import { authorsIn, withCheckOver, withoutAuthors } from './state.ts';
import { authorHearsAt, readIn, roundsOf } from './unfiled-rounds.ts';
import { nobodySaidCard } from './where-words-go.ts';
import { unfiledCard } from './which-child-cards.ts';

/**
 * Tells of words without a child, until somebody has said which: one card in the MASH channel, and one in the chat of each
 * manager on duty and of whoever has a live case of their author. It is edited as words come (`roundsOf`).
 */
export function sideTask(deps: SideTaskDeps): SideTask {
  const { store, now } = deps;
  const authors = authorsIn(store);
  let live: Waiting[] = []; // the cards whose words still wait
  let wentTo = new Map<string, Promise<CaseRecord[]>>(); // where the words of others stand, as far as it was asked in this round
  return {
    everyMs: 1000,
    async does() {
      const noted = await authors.load();
      const people = await Promise.all(noted.authors.map(({ id }) => peopleIn(store).load(id)));
      const done = people.filter(({ unfiled = [] }) => unfiled.length === 0).map(({ id }) => id);
      if (done.length > 0) await authors.change((before) => withoutAuthors(before, done, now()));
      const cards = (await Promise.all(people.map((person) => goOn(person, deps)))).flatMap(cardsOf);
      live = cards;
      wentTo = new Map();
      return (await Promise.all(cards.map((card) => noticesOf(card, deps)))).flat();
    },
    async over(key) {
      const [, base = '', id = '', since = ''] = /^(unfiled (\S+) (\S+))/.exec(key) ?? [];
      const isInChannel = key === base || key.startsWith(`${base} in `);
      if (base === '') return undefined;
      if (live.some((each) => each.key === base))
        return isInChannel && key !== inChannel(base, deps) ? { card: inNewChannelCard() } : undefined;
      const records = wentTo.get(base) ?? casesWith(StaffId.parse(id), since, deps);
      wentTo.set(base, records);
      const ids = (await records).map((record) => record.id);
      const urgent = (await records).find((record) => isUntaken(record) && isUrgent(record, deps.pack, now()));
      return urgent
        ? { card: urgentCaseCard(urgent, ids, isInChannel), shows: `urgent ${urgent.id}` }
        : { card: waitNoMoreCard(ids) };
    },
  };
}

const isUntaken = (record: CaseRecord) => record.status === 'awaiting-decision' && !isTaken(submitted(record));

/**
 * The cases in which the words stand now that stood together on a card: those that this person had typed, from `since` on,
 * before all that came earlier had its child.
 */
async function casesWith(id: StaffId, since: string, { cases }: SideTaskDeps): Promise<CaseRecord[]> {
  const all = (await cases.of(id)).flatMap((record) =>
    record.events.flatMap((event) =>
      event.type === 'InformationAdded' && event.typedAt && event.typedAt >= since && event.at > event.typedAt // it waited
        ? [{ record, typedAt: event.typedAt, filedAt: event.at }]
        : [],
    ),
  );
  let until = since;
  const together = all
    .toSorted((one, other) => (one.typedAt < other.typedAt ? -1 : 1))
    .filter(({ typedAt, filedAt }) => {
      const isOfThem = typedAt <= until;
      if (isOfThem && filedAt > until) until = filedAt;
      return isOfThem;
    });
  return [...new Set(together.map(({ record }) => record))];
}

/** The words that wait, as they stand together on cards. */
const cardsOf = (person: PersonRecord) =>
  [...Map.groupBy(waitingIn(person), ({ since }) => since)].map(([since, waiting]) => ({
    key: `unfiled ${person.id} ${since}`,
    id: person.id,
    waiting,
  }));

/**
 * Puts words into their case that somebody has begun to put there. Words about a check that has come to the MASH since are
 * news of that case; of one that was deleted, nobody has said the child any more. Words about a practice go with it.
 */
async function goOn({ id, unfiled = [] }: PersonRecord, deps: SideTaskDeps): Promise<PersonRecord> {
  const people = peopleIn(deps.store);
  const isWaitedFor = ({ filed }: UnfiledWords) => filed?.check && filed.check !== 'deleted';
  for (const check of new Set(unfiled.filter(isWaitedFor).flatMap(({ filed }) => filed?.into ?? []))) {
    const record = await deps.cases.load(check);
    const isSent = record !== undefined && isLive(record);
    if (isSent || !record || !isOwnDraft(record))
      await people.change(id, (before) => withCheckOver(before, check, isSent));
  }
  await putFiled(id, { ...deps, people });
  return people.load(id);
}

type Waiting = ReturnType<typeof cardsOf>[number];

/** The name of the card in the MASH channel: in another channel it is another card. */
function inChannel(base: string, { currentSetUp }: SideTaskDeps) {
  const { mash, former = [] } = currentSetUp();
  return former.length > 0 ? `${base} in ${mash?.channelId}` : base;
}

async function noticesOf({ key: base, id, waiting }: Waiting, deps: SideTaskDeps): Promise<Announcement[]> {
  const { pack, cases, caseContext, reach, now } = deps;
  const { desk } = caseContext();
  const isPractice = waiting.every(({ filed }) => filed?.check === 'practice');
  const rounds = roundsOf(waiting, pack).filter(({ at, toAll }) => at <= now() && !(toAll && isPractice));
  const round = rounds.at(-1);
  if (!round) return [];
  const isMissing = waiting.some((words) => readIn(words, pack).isMissing); // rings every manager
  const live = (await cases.of(id)).filter(isLive);
  const people = [
    ...(round.toAll ? [...desk.managers, ...desk.escalation] : isMissing ? desk.managers : managersToRemind(desk)),
    ...live.flatMap((record) => holdersOf(record, submitted(record), desk)),
  ];
  const card = () => unfiledCard(waiting, live, pack);
  const since = waiting[0]?.since ?? round.at;
  const isLoud = !live.some(({ events }) => wishOf(events)?.wish === 'message');
  const toAuthor = {
    ...{ kind: 'unfiled-author', key: `${base} author`, to: id },
    card: () => nobodySaidCard(since, pack),
    sounds: isLoud,
  };
  const read = waiting.findLast((words) => words.read)?.read;
  const readToAuthor = read && {
    ...{ kind: 'unfiled-read', key: `${base} read ${read.at}`, to: id },
    card: () => wordsReadCard(waiting, pack),
    sounds: false,
  };
  const said = waiting
    .map(
      ({ filed, mistake, read }) => `${filed?.check ?? ''}${mistake ? '!' : ''}${read ? (read.onIt ? 'o' : 'r') : ''}`,
    )
    .join();
  const common = { kind: 'unfiled', card, shows: `${said} ${waiting.at(-1)?.at} ${live.length}` };
  return [
    ...[...new Set(people)].flatMap((to) => {
      if (to === id) return [];
      const keyOf = ({ at }: { at: string }) => `${base} ${to} ${at}`;
      // what rang since the last message that came to them, but not once more for the same words within two minutes
      const sounds = (isTold: (key: string) => boolean) => {
        const last = rounds.findLastIndex((each) => isTold(keyOf(each)));
        const told = rounds[last];
        const isNew = waiting.some(({ at, mistake = at }) => !told || mistake > told.at);
        const isAgain = (at: Instant) => !isNew && told?.rings && at <= plus(told.at, togetherMs);
        return rounds.slice(last + 1).some(({ at, rings }) => rings && !isAgain(at));
      };
      return [{ ...common, key: keyOf(round), to, sounds }];
    }),
    { ...common, key: inChannel(base, deps), to: { channel: () => reach.mash() } },
    ...(waiting.some(isUnsaid) && !isPractice && authorHearsAt(since, pack) <= now() ? [toAuthor] : []),
    ...(readToAuthor ? [readToAuthor] : []),
  ];
}

/** Their cases say it: whoever is on the words has not taken any of them. */
export async function noteRead(author: StaffId, by: Person, onIt: true | undefined, context: Context) {
  const event = { type: 'WordsRead', at: context.now(), by: by.id, ...(onIt && { onIt }) } as const;
  for (const { id } of (await context.cases.of(author)).filter(isLive))
    await changeCase(id, context, (record) => ({
      outcome: isOwnReferral(submitted(record), by.id) ? nothingToDo : withEvents([event]),
      by,
      answer: () => undefined,
    }));
}
