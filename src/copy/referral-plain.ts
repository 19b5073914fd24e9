import type { OwnCopy } from './own-copy.ts';

/**
 * The own copy as plain text, UTF-8, one line feed a line. What people wrote is set in by two spaces, so that nothing written can pass
 * for a heading.
 */
export function referralPlain({ title, about, warning, parts }: OwnCopy): string {
  const blocks = [
    ...(warning ? [warning] : []),
    title,
    about.join('\n'),
    ...parts.flatMap((part) => [
      `== ${part.title} ==`,
      ...part.said.map((each) => `${each.title}\n${setIn(each.text)}`),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const setIn = (text: string): string => text.replace(/^(?=.)/gm, '  ');
