import type { Announcement, SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import { isLive, mostCasesListed } from '../../actions/which-case.ts';
import { managersToRemind } from '../../case/desk.ts';
import { submitted } from '../../case/standing.ts';
import { type PersonRecord, peopleIn } from '../../store/people.ts';
import { holdersOf } from '../assessment/state.ts';
import { readIn, roundsOf } from './unfiled-rounds.ts';
import { authorsIn, waitingIn, withoutAuthors } from './unfiled-state.ts';
import { hasChildCard, unfiledCard } from './which-child-cards.ts';

/**
 * Tells of words without a child, until somebody has said which: one card in the MASH channel, and one in the chat of each
 * manager on duty and of whoever has a live case of their author. It is edited as words come (`roundsOf`).
 */
export function sideTask(deps: SideTaskDeps): SideTask {
  const { store, now } = deps;
  const authors = authorsIn(store);
  let live: string[] = []; // the cards whose words still wait
  return {
    everyMs: 1000,
    async does() {
      const noted = await authors.load();
      const people = await Promise.all(noted.authors.map(({ id }) => peopleIn(store).load(id)));
      const done = people.filter(({ unfiled = [] }) => unfiled.length === 0).map(({ id }) => id);
      if (done.length > 0) await authors.change((before) => withoutAuthors(before, done, now()));
      const waiting = people.filter((person) => waitingIn(person).length > 0);
      const notices = (await Promise.all(waiting.map((person) => noticesOf(person, deps)))).flat();
      live = waiting.map(cardKey);
      return notices;
    },
    over: (key) =>
      key.startsWith(prefix) && !live.some((each) => key === each || key.startsWith(`${each} `))
        ? hasChildCard()
        : undefined,
  };
}

const prefix = 'unfiled ';
const cardKey = (person: PersonRecord) => `${prefix}${person.id} ${waitingIn(person)[0]?.since}`;

async function noticesOf(person: PersonRecord, deps: SideTaskDeps): Promise<Announcement[]> {
  const { pack, cases, caseContext, reach, now } = deps;
  const { desk } = caseContext();
  const waiting = waitingIn(person);
  const rounds = roundsOf(waiting, pack).filter(({ at }) => at <= now());
  const round = rounds.at(-1);
  if (!round) return [];
  const isMissing = waiting.some((words) => readIn(words, pack).isMissing); // rings every manager
  const live = (await cases.of(person.id, mostCasesListed)).filter(isLive);
  const people = [
    ...(round.toAll ? [...desk.managers, ...desk.escalation] : isMissing ? desk.managers : managersToRemind(desk)),
    ...live.flatMap((record) => holdersOf(record, submitted(record), desk)),
  ];
  const base = cardKey(person);
  const card = () => unfiledCard(waiting, live, pack);
  const common = { kind: 'unfiled', card, shows: `${waiting.length} ${waiting.at(-1)?.at} ${live.length}` };
  return [
    ...[...new Set(people)].flatMap((to) => {
      if (to === person.id) return [];
      const keyOf = ({ at }: { at: string }) => `${base} ${to} ${at}`;
      // what rang since the last message that came to them
      const sounds = (isTold: (key: string) => boolean) =>
        rounds.slice(rounds.findLastIndex((each) => isTold(keyOf(each))) + 1).some(({ rings }) => rings);
      return [{ ...common, key: keyOf(round), to, sounds }];
    }),
    { ...common, key: base, to: { channel: () => reach.mash() } },
  ];
}
