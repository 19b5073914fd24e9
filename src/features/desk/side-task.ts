import { z } from 'zod';
import { type Action, errand } from '../../actions/action.ts';
import { replyCard } from '../../actions/context.ts';
import type { SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import type { Typed } from '../../actions/typed.ts';
import { StaffId } from '../../base/people.ts';
import { Duration, Instant, msBetween, msIn } from '../../base/time.ts';
import { button, mashCard, plain } from '../../cards/parts.ts';
import { advance } from '../../case/advance.ts';
import { waiting } from '../../case/up-next.ts';
import { isUrgent } from '../../case/urgent.ts';
import { hashOfJson } from '../../evidence/link.ts';
import { document } from '../../store/change.ts';
import { peopleIn } from '../../store/people.ts';
import { dutiesIn, endedDuties } from '../duty/duty-state.ts';
import { onlookersIn, whoLeftIn } from '../onlookers/onlookers-state.ts';
import { sharedBoard } from './board.ts';
import { type Gone, isLeftBy } from './rules.ts';
import { keepBoard } from './verbs.ts';

/** Whether a board is kept in the MASH channel: since when, or that nobody wants one, and who said so. */
const KeptBoard = z.object({ kept: z.boolean(), at: Instant.optional(), by: StaffId.optional() });
type KeptBoard = z.infer<typeof KeptBoard>;
const noneKept: KeptBoard = { kept: false };
const keptBoardIn = document('kept-board', KeptBoard, noneKept);

const tellFor = Duration.parse('P1D');
const mostOpen = 1000; // cases looked through when somebody is gone
const quarter = 15; // minutes, after which the card is written again, so that a reader sees that the bot still looks

/** Keeps one board in the MASH channel, for people to pin: written again when something changed, at most once a minute. */
export function sideTask(deps: SideTaskDeps): SideTask {
  const { store, cases, caseContext, currentSetUp, reach, now } = deps;
  const seen = new Set<string>();
  return {
    everyMs: 60_000,
    async does() {
      for (const gone of await whoIsGone(deps)) {
        const key = Object.values(gone).join(' ');
        if (!seen.has(key)) await leaveCasesOf(gone, deps);
        seen.add(key);
      }
      const { kept, at = '' } = await keptBoardIn(store).load();
      const { mash } = currentSetUp();
      if (!kept || !mash) return [];
      const stores = { cases, caseContext, documents: store, people: peopleIn(store) };
      const card = await sharedBoard({ which: 'open', where: 'mash' }, stores, { stays: true });
      const [, ...shown] = card.body ?? []; // without the time at which it was written
      const time = now();
      const shows = `${time.slice(0, 13)} ${Math.floor(Number(time.slice(14, 16)) / quarter)} ${hashOfJson(shown)}`;
      const channel = () => reach.mash();
      return [{ key: `board ${mash.channelId} ${at}`, kind: 'board', to: { channel }, card: () => card, shows }];
    },
    over: async (key) => (key.startsWith('board ') ? { card: keptBoardCard(false) } : undefined),
  };
}

/** Whose duty has ended within a day, and who has left the channel. */
async function whoIsGone({ store, currentSetUp, now }: SideTaskDeps): Promise<Gone[]> {
  const [duty, onlookers] = await Promise.all([dutiesIn(store).load(), onlookersIn(store).load()]);
  const ended = endedDuties(duty, now()).filter(({ at }) => msBetween(at, now()) < msIn(tellFor));
  const left = whoLeftIn(onlookers, currentSetUp().mash?.channelId);
  return [
    ...ended.map((each): Gone => ({ ...each, why: 'duty-ended' })),
    ...left.map(({ id, left: at }): Gone => ({ staff: id, at, why: 'left' })),
  ];
}

/** Nobody has their cases now. One notice speaks of the ordinary ones; each urgent one rings by itself. */
async function leaveCasesOf(gone: Gone, { cases, caseContext }: SideTaskDeps) {
  const { pack } = caseContext();
  const open = (await cases.upNext(waiting, mostOpen)).flat().filter((record) => isLeftBy(record, gone));
  const ordinary = open.filter((record) => !isUrgent(record, pack));
  for (const { id } of open) {
    const speaksOf = ordinary[0]?.id === id ? ordinary.length : 0;
    await cases.change(id, (latest) => {
      if (!isLeftBy(latest, gone)) return { result: undefined };
      const current = caseContext();
      const { staff: of, why } = gone;
      const events = [{ type: 'HolderGone' as const, at: current.now, of, why, cases: speaksOf }];
      return { record: advance(latest, { events }, current), result: undefined };
    });
  }
}

/** That a board is kept, for the manager who said so; or, in the place of that board, that it is not any more. */
export const keptBoardCard = (isKept: boolean) =>
  mashCard({
    summary: 'MASH desk: board',
    heading: isKept ? 'I keep a board here' : 'This board is kept no more',
    blocks: [
      plain([
        isKept
          ? 'It comes within a minute, and I write it again when something changes. Pin it: press “…” on it.'
          : 'It shows nothing now. Write “board” to see what waits.',
      ]),
    ],
  });

/** A manager says whether a board is kept in the channel. */
export const keptBoardActions: readonly Action[] = [
  errand(keepBoard, ['mash'], async ({ keep }, { by, documents, now, log }) => {
    if (!by.roles.has('mash-manager')) return { refused: 'only-a-manager', text: 'Only a MASH manager can do that.' };
    await keptBoardIn(documents).change((before) =>
      before.kept === keep ? before : { kept: keep, at: now(), by: by.id },
    );
    log.info({ event: 'board.kept', by: by.id, kind: keep ? 'yes' : 'no' });
    return replyCard(keptBoardCard(keep));
  }),
];

/** “board” is seen by all in its channel, and says nothing of a child until somebody presses. */
export const boardWords: readonly Typed[] = [
  {
    where: ['mash'],
    words: ['board'],
    help: ['board', 'All that waits, for all in this channel: what happens next to a child first'],
    async does(_, context) {
      const { kept } = await keptBoardIn(context.documents).load();
      const keep = button(keepBoard, kept ? 'Keep it no more' : 'Keep it up to date here', { keep: !kept });
      return [{ card: await sharedBoard({ which: 'open', where: 'mash' }, context, { more: [keep] }) }];
    },
  },
  {
    where: ['assessment'],
    words: ['board'],
    help: ['board', 'The cases of this team'],
    does: async (_, context) => [{ card: await sharedBoard({ which: 'open', where: 'assessment' }, context) }],
  },
];
