import { policeWords, whoSays } from '../../cards/mash-care.ts';
import { line } from '../../cards/parts.ts';
import { type Card, noticeCard } from '../../cards/template.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Along } from '../../case/state.ts';

/** To managers: the referrer says that the child is missing, or found. @source Protocol 10.2 */
export function missingAlertCard(
  { id }: CaseRecord,
  { missing, found }: Pick<Along, 'missing' | 'found'>,
  link: string | undefined,
): Card {
  const last = missing.findLast(({ police }) => police === 'yes') ?? missing.at(-1);
  const news = found ? 'The child is FOUND, says the referrer' : `CHILD MISSING, says ${whoSays(missing.at(-1) ?? {})}`;
  return noticeCard({
    summary: found ? `${id}: child found` : `${id}: CHILD MISSING`,
    heading: id,
    lines: [line(news, 'bold'), ...(found ? [] : [line(policeWords(last?.police ?? 'not-said', whoSays(last ?? {})))])],
    links: link ? [{ title: 'Open in channel', url: link }] : [],
  });
}
