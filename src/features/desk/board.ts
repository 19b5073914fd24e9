import { type Showing, showing } from '../../actions/action.ts';
import { type Context, type PressPlace, replyCard } from '../../actions/context.ts';
import { deskPeople, isOfTheDesk } from '../../actions/desk-person.ts';
import type { TypedAnswer } from '../../actions/typed.ts';
import type { StaffId } from '../../base/people.ts';
import { readCaseId } from '../../base/reference.ts';
import { type Duration, type Instant, plus } from '../../base/time.ts';
import { clockAndDay, counted } from '../../cards/london.ts';
import {
  type Button,
  buttonWithoutInputs,
  type Card,
  line,
  mainButton,
  mashCard,
  type Parts,
  plain,
} from '../../cards/parts.ts';
import type { ListName } from '../../cards/verb.ts';
import { listCases } from '../../cards/verbs.ts';
import { unreadNews } from '../../case/news.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import { closed, placeBefore, placeOfDecision, upNext, waiting } from '../../case/up-next.ts';
import { isUrgent } from '../../case/urgent.ts';
import type { Pack } from '../../protocol/pack.ts';
import type { ListQuery } from '../../store/port.ts';
import { wordsWithoutChild } from '../information/state.ts';
import { caseRow, foundCard } from './cards.ts';

const rowsOnPage = { child: 4, none: 5 }; // what a phone shows, with what tells the child apart and without it
const mostLookedAt = 200; // cases that are counted one by one
const dueSoon = 'PT12H' as Duration;

const titles: Record<ListName, string> = {
  open: 'All that waits',
  due: 'In the next 12 hours',
  overdue: 'Overdue',
  mine: 'With you',
  decided: 'Decided',
  assessment: 'Assessment team',
  closed: 'Closed',
  all: 'All cases',
};

/** How the help of the channel lists them. */
export const listsInHelp: Partial<Record<ListName, readonly [string, string]>> = {
  open: ['open, due, overdue, mine', 'How many of these there are. Which, only who presses sees'],
  decided: ['decided, assessment, closed, all', 'The same of what is decided'],
};

/** A list that is asked for. `after`: the place after which it begins. `by`: who asks. In the Assessment channel each is of its cases. */
interface Asked {
  which: ListName;
  where: PressPlace;
  after?: string | undefined;
  by?: StaffId;
  child?: boolean; // with what tells the children apart
}

function queryOf({ which, where, by }: Asked, now: Instant): ListQuery {
  const soon = plus(now, dueSoon);
  const queries: Record<ListName, ListQuery> = {
    open: waiting,
    due: { dueBefore: soon, placeBefore: placeBefore(soon), until: placeOfDecision(soon) },
    overdue: { dueBefore: now, until: placeOfDecision(now) },
    mine: { ...waiting, ...(by && { heldBy: by }) },
    decided: { status: 'decided', placeBefore: closed.after },
    assessment: { team: true },
    closed,
    all: {},
  };
  return where === 'assessment' ? queries.assessment : queries[which];
}

type Deps = Pick<Context, 'cases' | 'caseContext'> & Parameters<typeof wordsWithoutChild>[0];

/** How many messages wait for somebody to say the child, and since when. */
function wordsLine([first, ...more]: { at: Instant }[], isUrgent: boolean) {
  const since = first && `${counted(1 + more.length, 'message')} without a child since ${clockAndDay(first.at)}`;
  return since && `${isUrgent ? 'URGENT: ' : ''}${since}`;
}

/** A page of a list, with what waits besides. `unread`: how many of its cases cannot be read. */
export interface BoardPage extends Asked {
  records: CaseRecord[];
  unread: number;
  more: boolean;
  counts: string;
  isCalm: boolean; // nothing waits
}

async function pageOf(asked: Asked, deps: Deps): Promise<BoardPage> {
  const { cases, caseContext } = deps;
  const { now, pack } = caseContext();
  const query = queryOf(asked, now);
  const all = queryOf({ ...asked, which: 'open' }, now);
  const after = asked.after ?? query.after;
  const rows = rowsOnPage[asked.child ? 'child' : 'none'];
  const [found, kept, overdue, open] = await Promise.all([
    cases.upNext({ ...query, after }, rows + 1),
    cases.countUpNext(all),
    cases.countUpNext(queryOf({ ...asked, which: 'overdue' }, now)),
    cases.upNext(all, mostLookedAt),
  ]);
  const waits = Math.max(kept, open.length); // a wrong count must not say that nothing waits
  const onPage = found.slice(0, rows);
  const records = onPage.flat();
  const known = open.flat();
  const urgent = known.filter((record) => upNext(record, pack) && isUrgent(record, pack, now)).length;
  const news = known.filter(({ events }) => unreadNews(events).length > 0).length;
  const least = known.length < waits ? 'at least ' : '';
  const isOfTeam = asked.where === 'assessment';
  const words = isOfTeam ? [] : await wordsWithoutChild(deps);
  const areUrgent = words.some(({ rings }) => rings);
  const ofCases = [
    isOfTeam ? `${waits} with you` : `${waits} ${waits === 1 ? 'waits' : 'wait'}`,
    areUrgent && urgent === 0 ? [] : `${least}${urgent} URGENT`,
    isOfTeam ? [] : `${overdue} overdue`,
    `${least}${news} with unread news`,
  ].flat();
  const ofWords = wordsLine(words, areUrgent) ?? [];
  return {
    ...asked,
    ...{
      records,
      counts: (areUrgent ? [ofWords, ofCases] : [ofCases, ofWords]).flat().join(' · '),
      unread: onPage.length - records.length,
      more: found.length > rows,
      isCalm: waits === 0 && words.length === 0,
    },
  };
}

const look = (title: string, list: ListName, after?: string): Button =>
  buttonWithoutInputs(listCases, title, { list, ...(after && { after }) });

/** The button to a list that only the person who presses sees. There, each row says which child it is. */
const toView = (title: string, list: ListName): Button => mainButton(listCases, title, { list });

const staysWords = 'I write this again at least every 15 minutes. Is the time above older? Then write “board”.';

/**
 * A page of the board: cases in the order in which something happens to a child.
 * @param stays the card stays and is written again, so it says times by the clock alone
 * @param linkTo a case in its channel, from a person's own chat
 * @param more buttons
 */
export function boardCard(
  page: BoardPage,
  { pack, now, stays = false }: { pack: Pack; now: Instant; stays?: boolean },
  { linkTo, more = [] }: { linkTo?: Context['reach']['linkTo'] | undefined; more?: Parts<Button> } = {},
): Card {
  const { which, where, after, child = false, records, unread } = page;
  const isOfTeam = where === 'assessment';
  const title = isOfTeam || which === 'open' ? 'Board' : titles[which];
  const from = { list: which, ...(after && { after }) };
  const rows = records.flatMap((record) =>
    caseRow(record, from, { pack, now, where, child, stays, link: linkTo?.(record) }),
  );
  const end = records.at(-1)?.upNext;
  const next = page.more && end && look('Next', which, end);
  const isEmpty = rows.length === 0 && unread === 0;
  return mashCard({
    summary: `MASH desk: ${title}`,
    top: [line(`At ${clockAndDay(now)}. ${child ? 'Only you see this' : 'What happens next first'}`, 'small')],
    heading: title,
    blocks: [
      plain([
        line(page.counts, 'bold'),
        stays && line(staysWords, 'small'),
        child && !isOfTeam && line('Or write: due, decided, assessment, closed, all.', 'small'),
      ]),
      ...rows,
      unread > 0 && plain([line(`${counted(unread, 'case')} cannot be read: look in the channel.`, 'bold')]),
      isEmpty &&
        plain(
          [after ? 'No more of them.' : isOfTeam ? 'Nothing is with this team.' : emptyWords(which, page.isCalm)],
          'Small',
        ),
    ],
    buttons: child
      ? [
          next,
          after ? look('To the top', which) : look('Look again', which),
          !isOfTeam && (['open', 'mine', 'overdue'] as const).map((each) => each !== which && look(titles[each], each)),
        ]
      : [
          rows.length > 0 ? toView('Show which child', which) : which !== 'open' && toView('All that waits', 'open'),
          next,
          more,
        ],
  });
}

function emptyWords(which: ListName, isCalm: boolean) {
  if (!isCalm && which === 'open') return 'No case waits. The card of the words is in the channel.';
  if (!isCalm) return 'None of these. “All that waits” shows what waits.';
  return which === 'open'
    ? 'None. No decision waits, no child is said to be missing or in danger, and no news is unread.'
    : 'None of these, and nothing waits.';
}

/** What everybody who reads a place sees of a list: no fact of a child. */
export async function sharedBoard(
  asked: Asked,
  deps: Deps,
  { stays = false, ...more }: { stays?: boolean } & Parameters<typeof boardCard>[2] = {},
): Promise<Card> {
  const { now, pack } = deps.caseContext();
  return boardCard(await pageOf(asked, deps), { now, pack, stays }, more);
}

/** How many a list holds, for all in the channel. */
export const countOf = (
  which: ListName,
  number: number,
  { counts, now, by }: { counts: string; now: Instant; by: { name: string } },
): Card =>
  mashCard({
    summary: `MASH desk: ${titles[which]}`,
    top: [line(`At ${clockAndDay(now)}`, 'small')],
    heading: `${which === 'mine' ? 'Taken' : titles[which]}: ${number}`,
    blocks: [plain([which === 'mine' && `By ${by.name}`, counts, 'Only you see what the button shows you.'])],
    buttons: [number > 0 ? toView('Show them', which) : toView('All that waits', 'open')],
  });

/** Says in the channel how many a list holds; the list itself only who presses sees. */
export async function countCard(which: ListName, context: Context): Promise<Card> {
  const { now } = context.caseContext();
  const asked = { which, where: context.where, by: context.by.id };
  const [{ counts }, number] = await Promise.all([
    pageOf(asked, context),
    context.cases.countUpNext(queryOf(asked, now)),
  ]);
  return countOf(which, number, { counts, now, by: context.by });
}

/** A list for the person who presses, with what tells the children apart. It is recorded before they see it. */
export async function boardView(
  list: ListName | 'desk' | undefined,
  after: string | undefined,
  context: Context,
): Promise<Showing> {
  const which = list === undefined || list === 'desk' ? 'open' : list;
  const { where, reach } = context;
  const by = where === 'chat' ? await deskPeople.ofTheMash(context) : context.by;
  if (!by) return showing([{ text: notThere }]);
  if (!('roles' in by)) return showing([by]);
  const page = await pageOf({ which, after, where, by: by.id, child: true }, context);
  const card = boardCard(page, context.caseContext(), { linkTo: where === 'chat' ? reach.linkTo : undefined });
  return showing(replyCard(card), ...page.records.map(({ id }) => id));
}

const notThere = 'Teams does not list you in the MASH channel, so I show you no cases. Ask a MASH manager to add you.';

/** The list as it comes to typed words in a person's own chat: without a fact, until they press. */
export async function boardInChat(which: ListName, context: Context): Promise<TypedAnswer> {
  const by = await deskPeople.ofTheMash(context);
  if (!by) return isOfTheDesk(context) ? [{ text: notThere }] : undefined;
  if (!('roles' in by)) return { reply: [by], isNews: true };
  return replyCard(await sharedBoard({ which, where: 'chat', by: by.id }, context, { linkTo: context.reach.linkTo }));
}

/** Finds one sent case by the reference that somebody typed. */
export async function findCase(text: string, context: Context) {
  const id = readCaseId(text);
  const record = id && (await context.cases.load(id));
  return record && !record.practice && sentReferral(record)
    ? { ...showing([{ card: foundCard(record, context.caseContext()) }], id), how: 'find' }
    : [{ text: unknownReference }];
}

const unknownReference =
  'I know no referral with that reference. Check each letter, or write “board” to see what waits.';
