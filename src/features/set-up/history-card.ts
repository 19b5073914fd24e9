import { button, type Card, line, noticeCard, plain } from '../../cards/parts.ts';
import type { SetupVerdict } from '../../settings/set-up-verdict.ts';
import type { Setup } from '../../settings/setup.ts';
import { changeAuthors } from './change-cards.ts';
import { partLines, partTitle } from './part-words.ts';
import { setUpHistory } from './verbs.ts';

const shownAtOnce = 8;

/**
 * Who changed which part of the set-up and when, the latest first.
 * @param verdict whether somebody altered the history in the store
 */
export function historyCard({ changes }: Setup, skipped: number, verdict: SetupVerdict): Card {
  const until = Math.max(0, changes.length - skipped);
  const from = Math.max(0, until - shownAtOnce);
  const page = changes.slice(from, until).reverse();
  const next = skipped + shownAtOnce;
  return noticeCard({
    summary: 'MASH Referrals: history of the set-up',
    heading: 'History of the set-up',
    lines: [
      ...(verdict.kind === 'whole'
        ? []
        : [
            line(
              'It was ALTERED in the store, past this program. Tell who runs the service: npm run audit:verify',
              'bold',
            ),
          ]),
      ...(page.length === 0 ? [line('There is nothing more.')] : []),
      ...(from > 0 ? [line(`${from} older: press below, or type “set-up history ${next}”.`, 'small', 'Small')] : []),
    ],
    blocks: page.map((change) => {
      const names = change.what.map(partTitle).join(', ');
      return plain([
        line(changeAuthors(change), 'bold'),
        ...(change.parts.length > 0 ? change.parts.flatMap(partLines) : [line(names)]),
      ]);
    }),
    buttons: from > 0 ? [button(setUpHistory, 'Older', { older: next, below: true })] : [],
  });
}
