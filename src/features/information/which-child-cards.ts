import { isLive } from '../../actions/which-case.ts';
import type { CaseId } from '../../base/reference.ts';
import type { Instant } from '../../base/time.ts';
import { badge } from '../../cards/about-case.ts';
import { box, untouchedForm } from '../../cards/forms.ts';
import { policeFirst } from '../../cards/helpful.ts';
import { clock, clockAndDay, counted } from '../../cards/london.ts';
import {
  button,
  buttonWithoutInputs,
  coloured,
  excerpt,
  inRows,
  type Lines,
  line,
  mainButton,
  mashCard,
  noticeCard,
  plain,
  referrerCard,
  ring,
  section,
  spacedSmallLine,
} from '../../cards/parts.ts';
import { childInWords } from '../../cards/to-referrer.ts';
import { show, start } from '../../cards/verbs.ts';
import { openQuestions } from '../../case/open-questions.ts';
import { type CaseRecord, isOwnDraft, ownAnswers } from '../../case/record.ts';
import { submitted } from '../../case/standing.ts';
import { isBeingWritten } from '../../case/state.ts';
import type { LeavingSaid } from '../../draft/leaving-said.ts';
import type { Pack } from '../../protocol/pack.ts';
import { isUnsaid, type UnfiledWords } from '../../store/people.ts';
import { readLine, waitNoMoreCard } from './cards.ts';
import { messageParts } from './rules.ts';
import { newStoryIn, sinceResolved } from './state.ts';
import { kindsIn, kindsOfUnfiled, readIn } from './unfiled-rounds.ts';
import { anotherChild, fileWords, moveWords, readWords, showWords } from './verbs.ts';

export function standing(record: CaseRecord) {
  const referral = submitted(record);
  return isBeingWritten(referral)
    ? `Not in writing yet, begun ${clockAndDay(record.startedAt)}`
    : `Sent ${clockAndDay(referral.submittedAt)}`;
}

/** The children of an author whom words may be about, in the order in which they were begun: so each keeps its number. */
export const childrenAsked = (own: CaseRecord[]): CaseRecord[] =>
  own
    .filter((each) => isLive(each) || (isOwnDraft(each) && !each.practice))
    .toSorted((one, other) => one.startedAt.localeCompare(other.startedAt));

export const mostTicked = 20;
const ofNumber = (at: Instant, number: number) => `Message ${number}, ${clock(at)}`;

/** Which of several words are meant. Those are ticked at first of which nobody has said the child, or all; none that stand in a case. */
const whichWords = (waiting: UnfiledWords[], standIn?: CaseId, own?: CaseRecord[]) => {
  const unsaid = waiting.some(isUnsaid) ? waiting.filter(isUnsaid) : waiting;
  const asked = own ? sinceResolved(unsaid, own, {}) : unsaid;
  const value = standIn ? '' : asked.map(({ at }) => at).join(',');
  const choices = waiting.map((words, index) => ({
    title: `${ofNumber(words.at, index + 1)}${kindsIn(words)}`,
    value: words.at,
  }));
  const label = `Which messages?${standIn ? '' : ' Untick what is about another child'}`;
  const canTick = waiting.length > 1 && waiting.length <= mostTicked;
  return canTick && box('many', 'words', label, { ...untouchedForm, typed: { words: value } }, { choices });
};

/**
 * Asks the author which child their words are about. Each stands there in their own words, with its number.
 * @param own their cases: it may be any that the MASH works on, and any check that is not sent
 * @param takesYes a “yes” begins a check with words that tell of another child
 */
export function whichChildCard(waiting: UnfiledWords[], own: CaseRecord[], pack: Pack, takesYes = false) {
  const last = waiting.at(-1);
  if (!last) return waitNoMoreCard();
  const { at, from } = last;
  const { rings, isGone } = readIn(last, pack);
  const drafts = own.filter((each) => isOwnDraft(each) && !isLive(each));
  const [asked] = openQuestions(own).filter(({ question }) => question.askedAt <= at);
  const about = (record: CaseRecord) => {
    const title = isLive(record) ? record.id : record.practice ? 'Only practice' : 'This check';
    const heading = isLive(record) ? record.id : 'The check that you are writing';
    const name = childInWords(ownAnswers(record)) ?? `Begun at ${clock(record.startedAt)}: no name yet`;
    const number = drafts.length > 0 ? '' : `${numbered.indexOf(record) + 1}. `; // a check takes numbers itself
    return section(
      `${number}${heading}`,
      [line(name, 'bold'), isLive(record) && standing(record)],
      [button(fileWords, title, { case: record.id, at })],
    );
  };
  const areAllFrom = waiting.every((each) => each.from === from);
  const numbered = childrenAsked(own);
  const children = [...drafts, ...numbered.filter((each) => isLive(each) && !(areAllFrom && each.id === from))];
  const isAfter = from ?? own.find(isLive)?.id;
  const isNew = isAfter && drafts.length === 0 && newStoryIn(waiting, own).length > 0;
  const another = isAfter
    ? (isNew ? mainButton : button)(anotherChild, 'Another child', { case: isAfter, below: true })
    : button(start, 'Another child', { below: true });
  const whose = waiting.length > 1 ? `Your ${waiting.length} messages are with` : `Your words, ${clock(at)}, now go to`;
  return referrerCard({
    summary: 'MASH Referrals: which child?',
    heading: asked && drafts[0] ? `For the MASH about ${asked.record.id}, or for this check?` : 'Which child?',
    blocks: [
      isGone
        ? policeFirst(pack)
        : rings && coloured('attention', ring('Please ring Children’s Services now:', pack.phones.urgent)),
      plain([line(`${whose} the MASH.${isNew ? '' : ' I cannot tell which child.'}`, 'bold')], 'Small'),
      isNew && section('Another child?', [`${takesYes ? '“yes”' : 'It'} begins a check with your words.`], [another]),
      asked && drafts[0] && plain(['The MASH waits for an answer. For them, your words are the answer.']),
      from && plain([`${areAllFrom ? 'They stay' : 'The last one stays'} with ${from}, too.`]),
      children.map(about),
    ],
    inputs: [whichWords(waiting, undefined, own)],
    rows: isNew ? [] : [[another]],
    after: [
      line(
        `Or type ${drafts.length > 0 ? 'the name or reference' : 'the number, the name or the reference'}.`,
        'small',
      ),
      waiting.length > 1 &&
        line(`Add a number, or “last”, for only that message: “about ${children.find(isLive)?.id} 2”.`, 'small'),
    ],
    pack,
  });
}

/** What their author has said of these words, and of how many if not of all. */
function saidOf(waiting: Pick<UnfiledWords, 'name' | 'filed' | 'mistake'>[], name = waiting[0]?.name): Lines {
  const texts = {
    open: `About a check that ${name} has not sent yet`,
    practice: `Only practice, says ${name}`,
    deleted: 'The check was deleted',
    mistake: `Sent by mistake, says ${name}`,
  };
  return Object.entries(texts).map(([what, text]) => {
    const { length } = waiting.filter(({ filed, mistake }) => filed?.check === what || (mistake && what === 'mistake'));
    return length > 0 && line(length < waiting.length ? `${text}: ${counted(length, 'message')}` : text, 'bold');
  });
}

/**
 * Tells the MASH of words without a child. They come with a press, on record; a time at which the child leaves cannot wait for that.
 * @param live the referrals of their author that they may be about
 */
export function unfiledCard(waiting: UnfiledWords[], live: CaseRecord[], pack: Pack) {
  const [first, last] = [waiting[0], waiting.at(-1)];
  if (!first || !last) return waitNoMoreCard();
  const read = waiting.map((words) => ({ ...words, ...readIn(words, pack) }));
  const unread = read.filter((words) => !words.read);
  const [isUrgent = false, isMissing, isReport] = (['rings', 'isMissing', 'isReport'] as const).map((is) =>
    read.some(({ [is]: so }) => so),
  );
  const what = isUrgent ? `URGENT: ${kindsOfUnfiled(waiting, pack)}, words` : 'Words';
  const [about] = live;
  const isAsked = waiting.some(isUnsaid);
  return noticeCard({
    summary: `${what} for the MASH${isAsked ? ', child not yet said' : ''}: ${clock(last.at)}`,
    heading: isAsked ? 'Child not yet said' : 'Words for the MASH',
    badges: [isUrgent && badge.urgent],
    blocks: [
      coloured('attention', [
        line(`Words from ${first.name}, ${clockAndDay(first.at)}`, 'bold'),
        isMissing &&
          line(
            `${isReport ? 'CHILD MISSING, says the referrer.' : 'A child may be MISSING.'} Ring them: which child?`,
            'bold',
          ),
        waiting.length > 1 && `${counted(waiting.length, 'message')}, the last at ${clock(last.at)}`,
        read.some(({ isDanger }) => isDanger) &&
          line(
            `They may speak of danger.${unread.some(({ isDanger }) => isDanger) ? ' Read them now, and ring.' : ''}`,
            'bold',
          ),
        read.some(({ isOfCarer }) => isOfCarer) && line('The carer may know who told. Ring them now.', 'bold'),
        readLine(waiting),
        read.flatMap((words) => leavingLines(words)).slice(-4),
        saidOf(waiting),
      ]),
    ],
    lines: [
      isAsked && 'They were typed to me, and I do not know which child they are about.',
      isAsked && newStoryIn(waiting, live).length > 0
        ? 'Perhaps another child: they begin to tell of one. Nobody has said it.'
        : isAsked && about && `It may be ${live.map(({ id }) => id).join(' or ')}, or another child.`,
      about &&
        spacedSmallLine(
          `Or type to me: “words ${about.id}” shows them${isAsked ? `, “about ${about.id}” says the child` : ''}.`,
        ),
    ],
    buttons: [
      about && mainButton(showWords, 'Show the words', { case: about.id }),
      about && !last.read?.onIt && button(readWords, 'I am on it', { case: about.id, at: last.at, onIt: true }),
    ],
  });
}

const leavesTitle = ({ at, soon }: LeavingSaid, now: Instant) =>
  `${at && !soon && at <= now ? 'May have left' : 'Leaves sight'}:`;

/** When the child leaves, as it was written where that is all they wrote. Nobody has confirmed it. */
const leavingLines = ({ at, leaves }: UnfiledWords & Pick<ReturnType<typeof readIn>, 'leaves'>): Lines =>
  leaves
    ? [
        line(
          leaves.at ? `${leavesTitle(leaves, at)} ${clockAndDay(leaves.at)}` : 'They may say when the child leaves',
          'bold',
        ),
        `Read in their words of ${clock(at)}${leaves.onlyTime ? `, “${leaves.onlyTime}”` : ''}; not confirmed.`,
      ]
    : [];

const shownAtOnce = 4000; // characters of one card

/**
 * The words, whole, for one member of the MASH, with the referrals that they may be about.
 * @param page counted from 0: many words take several cards
 * @param all the referrals of their author; none for who may not say which child they are about
 * @param at `folded`: words sent by mistake are left out, unless they may speak of danger. `standIn`: the case in which the
 *   words stand, and go from there to another child, too; of each only the beginning is shown. `canRead`: who sees it may
 *   say that the MASH has read them
 */
export function wordsCard(
  waiting: (UnfiledWords & { isHidden?: boolean })[],
  all: CaseRecord[],
  {
    case: about,
    page,
    folded,
    standIn,
    canRead,
  }: { case: CaseId; page: number; folded: boolean; standIn?: CaseId; canRead?: boolean },
  pack: Pack,
) {
  const live = all.filter(({ id }) => standIn || waiting.some(({ from }) => from !== id));
  const canSay = live.length > 0 && waiting.length > 0;
  const isFolded = (words: UnfiledWords) => folded && words.mistake !== undefined && !readIn(words, pack).isDanger;
  const partsOf = ({ isHidden, ...words }: (typeof waiting)[number]) => {
    if (standIn) return [isHidden ? 'Hidden here' : excerpt(words.words, 80)];
    return isFolded(words) ? ['Press “Everything” to read it.'] : messageParts(words.words);
  };
  const parts = waiting.flatMap((words, index) =>
    partsOf(words).map((part) => ({ ...words, part, number: index + 1, leaves: readIn(words, pack).leaves })),
  );
  const size = (row: typeof parts) => row.reduce((sum, { part }) => sum + part.length + 100, 0);
  const pages = inRows(parts, (row) => size(row) <= shownAtOnce);
  const [first, last] = [waiting[0], waiting.at(-1)];
  const shownWords = pages[page] ?? [];
  const toPage = (title: string, to: number) =>
    pages[to] && button(showWords, title, { case: about, page: to, ...(!folded && { all: true }) });
  return mashCard({
    summary: 'Words for the MASH',
    top: [line('Only you see this card', 'small')],
    heading: standIn ? 'About another child' : waiting.some(isUnsaid) ? 'Child not yet said' : 'Words for the MASH',
    blocks: [
      first &&
        plain([line(`${first.name}${pages.length > 1 ? `, ${page + 1} of ${pages.length}` : ''}`, 'small')], 'Small'),
      ...shownWords.map(({ at, part, number, from, leaves, ...words }) =>
        plain([
          line(ofNumber(at, number), 'small'),
          saidOf([words]),
          part,
          !standIn && [
            leaves?.at &&
              line(`${leavesTitle(leaves, at)} ${clockAndDay(leaves.at)}, read in these words, not confirmed`, 'bold'),
            from && line(`They came to ${from} first. Their author says that they are about another child.`, 'small'),
          ],
        ]),
      ),
      canSay &&
        plain([
          line(waiting.some(isUnsaid) ? 'Which one are they about?' : 'Are they about another one?', 'bold'),
          'Press it, and they go there with your name.',
          standIn && 'They stay here, too, with a mark. What I read in them no longer counts here.',
        ]),
      !canSay && standIn && plain(['The MASH has no other child of this referrer, or no words to move.']),
      ...live.map((record) => plain([line(record.id, 'bold'), childInWords(record.facts.answers), standing(record)])),
    ],
    inputs: [canSay && whichWords(waiting, standIn)],
    buttons: [
      canRead &&
        !pages[page + 1] &&
        last &&
        !last.read &&
        mainButton(readWords, 'I have read it', { case: about, at: last.at }),
      waiting.some(isFolded) && button(showWords, 'Everything', { case: about, all: true }),
      toPage('Back', page - 1),
      toPage('Next', page + 1),
      ...(waiting.length > 0 ? live : []).map(({ id }) =>
        standIn
          ? button(moveWords, id, { case: standIn, into: id })
          : button(fileWords, id, { case: id, at: waiting.at(-1)?.at }),
      ),
      standIn && buttonWithoutInputs(show, 'Cancel', { case: standIn }),
    ],
  });
}
