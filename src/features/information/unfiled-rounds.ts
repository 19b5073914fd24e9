import { normalisedWords } from '../../actions/typed.ts';
import { oncePer } from '../../base/once-per.ts';
import { Duration, type Instant, plus } from '../../base/time.ts';
import { reportIn } from '../../case/missing.ts';
import { leavingIn } from '../../draft/leaving-said.ts';
import { saysGone } from '../../draft/missing-words.ts';
import type { Pack } from '../../protocol/pack.ts';
import type { UnfiledWords } from '../../store/people.ts';
import { dangerIn } from '../../understanding/danger.ts';

/** A message about words without a child. `at`: when it is due, which names it. `toAll`: to all managers and further. */
interface Round {
  at: Instant;
  rings: boolean;
  toAll: boolean;
}

const heldFor = Duration.parse('PT2M');

// they are looked at every second, and reading long words takes a while
const said = oncePer(({ words, at }: UnfiledWords) => {
  const isMissing = reportIn(words)?.isFound === false;
  return {
    isMissing,
    isGone: isMissing || saysGone(normalisedWords(words), true),
    leaves: leavingIn(words, at),
    isDanger: dangerIn(words) !== undefined || /^missing\b/i.test(words), // “missing: …”
  };
});

/** What these words say: when the child leaves sight, whether of danger or of a missing child; and whether they ring. */
export function readIn(words: UnfiledWords, { clocks: { urgent } }: Pack) {
  const read = said(words);
  const isSoon = read.leaves?.at !== undefined && read.leaves.at <= plus(words.at, urgent.sightWithin);
  return { ...read, rings: read.isDanger || isSoon || read.isMissing };
}

/**
 * The messages about words that stand on one card, the oldest first: the first words at once, with a ring. Words after
 * that are told within two minutes in one message more; those of danger, or of a child who is missing or soon leaves, ring at once, and
 * so do words after a long silence, and “sent by mistake” of danger. After `clocks.news.readWithin` all that waits rings once more, for
 * everybody.
 */
export function roundsOf(waiting: UnfiledWords[], pack: Pack): Round[] {
  const { readWithin } = pack.clocks.news;
  const since = waiting[0]?.since;
  if (!since) return [];
  const lateAt = plus(since, readWithin);
  let rounds: Round[] = [{ at: since, rings: true, toAll: false }];
  let last = since;
  for (const words of waiting.filter(({ at }) => at > since)) {
    const rings = readIn(words, pack).rings || words.at > plus(last, readWithin);
    last = words.at;
    const isAhead = rounds.some(({ at }) => at >= words.at);
    if (isAhead && !rings) continue;
    const at = rings ? words.at : plus(words.at, heldFor);
    rounds = [...rounds.filter((round) => round.at <= words.at), { at, rings, toAll: at >= lateAt }];
  }
  for (const { at } of waiting.flatMap((words) => (readIn(words, pack).isDanger && words.mistake) || []))
    rounds = [...rounds, { at, rings: true, toAll: at >= lateAt }];
  return [...rounds.filter(({ at }) => at !== lateAt), { at: lateAt, rings: true, toAll: true }].sort((one, other) =>
    one.at < other.at ? -1 : 1,
  );
}
