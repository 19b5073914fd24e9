import type { Announcement, SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import { isLive, mostCasesListed } from '../../actions/which-case.ts';
import type { StaffId } from '../../base/people.ts';
import { msIn, plus } from '../../base/time.ts';
import { managersToRemind } from '../../case/desk.ts';
import { dangerIn } from '../../draft/danger-words.ts';
import { peopleIn, type UnfiledWords } from '../../store/people.ts';
import { authorsIn, withoutAuthors } from './unfiled-state.ts';
import { unfiledCard } from './which-child-cards.ts';

/**
 * Tells the MASH channel and the managers on duty of words without a child, until somebody has said which. It sounds for
 * the first words of their author that wait, and for words of danger. After `clocks.news.readWithin` it tells all managers
 * and the escalation contact, too.
 */
export function sideTask(deps: SideTaskDeps): SideTask {
  const { store, now } = deps;
  const authors = authorsIn(store);
  return {
    everyMs: 1000,
    async does() {
      const noted = await authors.load();
      const people = await Promise.all(noted.authors.map(({ id }) => peopleIn(store).load(id)));
      const done = people.filter(({ unfiled = [] }) => unfiled.length === 0).map(({ id }) => id);
      if (done.length > 0) await authors.change((before) => withoutAuthors(before, done, now()));
      return people.flatMap(({ id, unfiled = [] }) =>
        unfiled.flatMap((words, index) => noticesOf(words, id, index === 0, deps)),
      );
    },
  };
}

function noticesOf(words: UnfiledWords, from: StaffId, isFirst: boolean, deps: SideTaskDeps): Announcement[] {
  const { pack, cases, caseContext, reach, now } = deps;
  const { desk } = caseContext();
  const isLate = plus(words.at, msIn(pack.clocks.news.readWithin)) <= now();
  const people = isLate ? [...desk.managers, ...desk.escalation] : managersToRemind(desk);
  const key = `unfiled ${from} ${words.at}`;
  const card = async () => {
    const own = await cases.of(from, mostCasesListed);
    return unfiledCard(words, own.find(isLive)?.id);
  };
  const sounds = isFirst || isLate || dangerIn(words.words) !== undefined;
  return [
    ...[...new Set(people)].flatMap((to) =>
      to === from ? [] : [{ key: `${key} ${to}`, kind: 'unfiled', to, sounds, card }],
    ),
    { key, kind: 'unfiled', to: { channel: () => reach.mash() }, card },
  ];
}
