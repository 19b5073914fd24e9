import type { CopyInWords } from './own-copy.ts';

/**
 * A copy as plain text, in UTF-8 with line feeds. The text that people wrote is indented by two spaces, so that
 * it cannot be mistaken for a heading.
 */
export function referralPlain({ title, about, warning, parts }: CopyInWords): string {
  const blocks = [
    ...(warning ? [warning] : []),
    title,
    about.join('\n'),
    ...parts.flatMap((part) => [
      `== ${part.title} ==`,
      ...part.said.map((each) => `${each.title}\n${indented(each.text)}`),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');
