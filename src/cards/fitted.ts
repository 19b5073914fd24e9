import { oncePer } from '../base/once-per.ts';
import {
  asLines,
  type Block,
  type Button,
  type Card,
  excerpt,
  folded,
  inRows,
  type Line,
  type Lines,
  line,
  type MashCard,
  type Parts,
  plain,
  runs,
  shown,
} from './parts.ts';

type Stage = 1 | 2;

/** Lines that go behind a press when the card is too high. `1`: first; `2`: only if that is not enough. */
export const behind = (stage: Stage, lines: Lines): Line[] =>
  asLines(lines).map((each) => ({ ...each, behind: stage }));

/** Lines of which nothing is ever cut to save room. */
export const uncut = (lines: Lines): Line[] => asLines(lines).map((each) => ({ ...each, isWhole: true }));

/** What features show: their words go behind a press first, then what is bold. The title of an alarm stays, and a number to ring. */
export const alarmsStay = (blocks: Parts<Block>): Block[] =>
  shown(blocks).map((block) => ({
    ...block,
    lines: block.lines.map((each, at) => {
      if (!isBold(each)) return { ...each, behind: 1 };
      const stays = isAlarm(block) && (at === 0 || isLarge(each));
      return stays ? each : { ...each, behind: 2 };
    }),
  }));

export const isBold = ({ runs }: Line) => runs.some(({ weight }) => weight === 'Bolder');
const isLarge = ({ runs }: Line) => runs.some(({ size }) => size === 'Large');
const isAlarm = ({ style }: Block) => style === 'attention';

const lengths = [200, 100, 50, 25, 10];
const tries: { length: number; stage: 0 | Stage }[] = [
  { length: 200, stage: 0 },
  { length: 100, stage: 0 },
  { length: 100, stage: 1 },
  { length: 50, stage: 1 },
  { length: 50, stage: 2 },
  { length: 25, stage: 2 },
  { length: 10, stage: 2 },
];
/** The blocks of a card for each length of its texts, each worked out once: to fit a card may take all of them, several times. */
type BlocksOf = (length: number) => Block[];

export function byLength(blocks: (length: number) => Parts<Block>): BlocksOf {
  const known = new Map<number, Block[]>();
  return (length) => {
    const all = known.get(length) ?? shown(blocks(length));
    known.set(length, all);
    return all;
  };
}

const mostBytes = 38_000; // Teams takes 80 KB and counts two bytes for each character
const mostHeight = 1040; // at 400 px wide, of 1,100

/**
 * A card of a case that is at most 1,100 px high on a telephone. Texts become shorter, then what may go behind a press
 * goes there, the lowest block first.
 * @param around how high the rest of the card is
 * @param blocks of the card, with texts of at most so many characters
 */
export function fitted(around: number, blocks: BlocksOf, draw: (blocks: Block[]) => Card): Card {
  for (const { length, stage } of tries) {
    const all = blocks(length);
    const most = stage === 0 ? 0 : all.filter((block) => folds(block, stage)).length;
    for (let count = Math.min(1, most); count <= most; count += 1) {
      const fitting = folding(all, stage, count);
      if (around + heightOf([...fitting, ...rest(length, [])]) > mostHeight) continue;
      const hasRest = (block: Block) => stage > 0 && folds(block, 2);
      const drawn = withRest(fitting, (longest) => blocks(longest).filter(hasRest), length, draw);
      if (drawn) return drawn;
      break;
    }
  }
  return withRest(lowestOf(blocks), blocks, 10, draw) ?? draw([...lowestOf(blocks), ...rest(10, blocks(10))]);
}

/** The card with what went behind the press, its texts as long as the bytes allow. */
function withRest(above: Block[], behindPress: BlocksOf, length: number, draw: (blocks: Block[]) => Card) {
  for (const longest of lengths.filter((each) => each >= length)) {
    const drawn = draw([...above, ...rest(length, behindPress(longest), above)]);
    if (Buffer.byteLength(JSON.stringify(drawn)) < mostBytes) return drawn;
  }
  return undefined;
}

/** Whether a card fits at all: as it is, or when everything that may go behind a press is there. */
export const canFit = (around: number, blocks: BlocksOf): boolean =>
  around + heightOf(blocks(200)) <= mostHeight ||
  around + heightOf([...lowestOf(blocks), ...rest(10, blocks(10))]) <= mostHeight;

/** As low as these blocks can be. */
const lowestOf = (blocks: BlocksOf) =>
  asLowAsCan(blocks(10)).map((block) => ({ ...block, lines: block.lines.map(close) }));

export const shortenedNote = 'Long texts end in “…” here. They are whole in the thread.';

/** Blocks as short as they can be. */
export function asLowAsCan(blocks: Parts<Block>): Block[] {
  const all = shown(blocks);
  return folding(all, 2, all.length);
}

/** All that a block says, also behind a press. */
export const wholeLines = ({ lines, folds: inside }: Block): Line[] => [
  ...lines.map((each, at) => (at === 0 ? { ...each, spacing: 'Medium' as const } : each)),
  ...inside.flatMap(({ title, lines: more }) => [line(title, 'bold', 'Medium'), ...more]),
];

export const begunLength = 300; // characters
const textOf = ({ runs: pieces }: Line) => pieces.map(({ text }) => text).join('');

/** A block of which a long text shows its beginning, and is whole behind a press. @param id of its own on this card */
export function begun(id: string, block: Block, length = begunLength): Block {
  const long = block.lines.filter((each) => textOf(each).length > length);
  if (long.length === 0) return block;
  const lines = block.lines.map((each) => {
    const [run] = each.runs;
    return run && long.includes(each)
      ? { ...each, runs: runs(excerpt(textOf(each), length)).map(({ text }) => ({ ...run, text })) }
      : each;
  });
  return {
    ...block,
    lines,
    folds: [...block.folds, { id, title: 'Read it whole', besideTitle: false, lines: long, rows: [] }],
  };
}

/** Sections that each unfold, their titles side by side. Those without a line are not shown. */
export function foldedTogether(sections: [title: string, lines: Lines][]): Block[] {
  const all = sections.flatMap(([title, lines], at) =>
    folded(`section${at}`, title, lines).flatMap((each) => each.folds),
  );
  return inRows(all, ({ length }) => length <= 4).map((some) => ({ ...plain([], 'Small'), folds: some }));
}

/** What went behind the press, each with its title. What else stands whole above is not said twice. */
function rest(length: number, whole: Block[], above: Block[] = []): Block[] {
  const known = new Set(above.flatMap((block) => block.lines.map(textOf)));
  const left = whole.map(wholeLines).map((lines) => {
    const isKnown = lines.map((each) => known.has(textOf(each)));
    const isSubtle = (at: number) => lines[at]?.runs[0]?.isSubtle === true;
    const isOfTitle = (at: number) => isSubtle(at - 1) && !isKnown[at - 1];
    const isTitle = (each: Line, at: number) => isKnown[at + 1] === false && (isBold(each) || isSubtle(at));
    return lines.filter((each, at) => !isKnown[at] || isTitle(each, at) || isOfTitle(at));
  });
  if (whole.length > 0) return folded('rest', 'The rest of this card', [line(shortenedNote, 'small'), left]);
  return length < 200 ? [plain([line(shortenedNote, 'small')], 'Small')] : [];
}

const isBehind = (stage: number, each: Line) => each.behind !== undefined && each.behind <= stage;
const folds = ({ lines, folds: inner }: Block, stage: number) =>
  lines.some((each) => isBehind(stage, each)) || (stage === 2 && inner.length > 0);

/** So many blocks, from the lowest, as short as this stage makes them; the others as short as the stage before. */
function folding(all: Block[], stage: 0 | Stage, count: number): Block[] {
  const lowest = new Set(all.filter((block) => folds(block, stage)).slice(-count));
  const stageOf = (block: Block) => (lowest.has(block) ? stage : Math.max(0, stage - 1));
  const kept = all.map((block) => {
    const lines = block.lines.filter((each) => !isBehind(stageOf(block), each));
    return stageOf(block) < 2 ? { ...block, lines } : { ...block, lines: lines.map(inTwoRows), folds: [] };
  });
  return stage === 2 ? oneAlarm(kept) : kept;
}

/** Nothing bold is cut: it is an alarm, a title or a number. */
const inTwoRows = (each: Line): Line => {
  const [run] = each.runs;
  return !run || isBold(each) || each.isWhole ? each : { ...each, runs: [{ ...run, text: excerpt(run.text, 100) }] };
};

/** One red block instead of several, close to each other. */
function oneAlarm(blocks: Block[]): Block[] {
  const alarms = blocks.filter(isAlarm);
  const [first] = alarms;
  const lines = alarms.flatMap((block) => block.lines);
  return blocks
    .filter((block) => !isAlarm(block) || block === first)
    .map((block) => ({ ...block, ...(block === first && { lines }), spacing: 'Small' as const }))
    .map((block) => (block.style === 'default' ? block : { ...block, lines: block.lines.map(close) }));
}

const close = (each: Line): Line => ({ ...each, spacing: 'None' });

const inner = { width: 368, padding: 32 };
const shapes = {
  Default: { letters: 50, high: 20 },
  Small: { letters: 60, high: 16 },
  Large: { letters: 36, high: 24 },
};
const spaces = { None: 0, Small: 8, Medium: 16 };

/** How high all of a case card but its blocks is. */
export const frameHeight = ({ top = [], badges = [], buttons = [] }: Omit<MashCard, 'blocks'>): number =>
  inner.padding +
  Math.max(32, 16 * shown(badges).length) +
  12 +
  sum([...asLines(top).map(lineHeight), rowsHeight(shown(buttons))]);

/** How high blocks are at 400 px, as well as it can be told without drawing them. */
export const heightOf = (blocks: Block[]) => sum(blocks.map(blockHeight));

function blockHeight({ style, spacing, lines, titles, folds: inside }: Block): number {
  if (lines.length + titles.length + inside.length === 0) return 0;
  return sum([
    spaces[spacing] + (style === 'default' ? 0 : inner.padding),
    ...lines.map(lineHeight),
    ...lines.slice(1).map((each) => spaces[each.spacing]),
    32 * titles.length + rowsHeight(inside.filter(({ besideTitle }) => !besideTitle)),
  ]);
}

const lineHeight = ({ runs }: Line): number => heightOfRuns(runs);

const heightOfRuns = oncePer((runs: Line['runs']): number => {
  const { letters, high } = shapes[runs.some(({ size }) => size === 'Large') ? 'Large' : (runs[0]?.size ?? 'Default')];
  const text = runs.map((run) => run.text).join('');
  return high * sum(text.split('\n').map((each) => Math.max(1, Math.ceil(widthOf(each) / letters))));
});

/** In letters of usual width. Those of Chinese, for example, are twice as wide. */
const widthOf = (text: string) => {
  const isNarrow = !/[\u1100-\uffff]/.test(text); // nor a letter of two units
  return isNarrow ? text.length : sum([...text].map((letter) => (wide.test(letter) ? 2 : 1)));
};
const wide = /[\u1100-\u1fff\u2e80-\uffff]/u;

/** Buttons stand side by side as far as they fit. */
export const rowsHeight = (buttons: Pick<Button, 'title'>[]) =>
  buttons.length === 0
    ? 0
    : 44 * inRows(buttons, (row) => sum(row.map(({ title }) => 8 * title.length + 34)) <= inner.width).length;

const sum = (heights: number[]) => heights.reduce((all, one) => all + one, 0);

const excerptLengths = [200, 150, 100, 50, 25, 10, 5, 3];

/** Keeps a card under a size in bytes: if an excerpt of 200 characters of each text is too long, it tries shorter ones. */
export function withExcerpts(build: (length: number) => Card, limit = 20_000, lengths = excerptLengths): Card {
  const [length = 0, ...shorter] = lengths;
  const card = build(length);
  const fits = Buffer.byteLength(JSON.stringify(card)) < limit;
  return fits || shorter.length === 0 ? card : withExcerpts(build, limit, shorter);
}
