import { createHash } from 'node:crypto';
import { type Instant, londonWords } from '../../src/base/time.ts';

/**
 * What happened, in sentences. The same seed tells the same story, byte for byte, because cases are numbered in order
 * of appearance.
 */
export interface Story {
  tell(words: string): void;
  /** The name of a reference in the story. */
  called(reference: string): string;
  lines(): string[];
  /** A hash of the whole story. */
  digest(): string;
}

const reference = /HT-[0-9A-Z]{4}-[0-9A-Z]{3}/g;

export function storyFrom(now: () => Instant): Story {
  const sentences: { at: Instant; words: string }[] = [];
  const names = new Map<string, string>();

  const story: Story = {
    tell(words) {
      sentences.push({ at: now(), words: words.replace(reference, story.called) });
    },
    called(each) {
      const name = names.get(each) ?? `case ${names.size + 1}`;
      names.set(each, name);
      return name;
    },
    lines: () => sentences.map(({ at, words }) => `${dayAndClock(at)}  ${words}`),
    digest: () =>
      createHash('sha256')
        .update(sentences.map(({ at, words }) => `${at} ${words}\n`).join(''))
        .digest('hex')
        .slice(0, 16),
  };
  return story;
}

/** "Mon 26 Oct 01:30:05.250" in London time, with milliseconds to show what came first. */
export function dayAndClock(at: Instant): string {
  const { weekday, day, month, hour, minute } = londonWords(at);
  return `${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)} ${hour}:${minute}:${at.slice(17, 23)}`;
}
