import { receiptButtons, type SentCase } from '../cards/face.ts';
import { fitted, rowsHeight } from '../cards/fitted.ts';
import { shortDue } from '../cards/london.ts';
import { type Block, line, plain, referrerCard, shown } from '../cards/parts.ts';
import { receiptSlots } from './slots.ts';

const { all, one, buttons } = receiptSlots;

/**
 * The referrer's own card of a sent referral: its progress, and whom to ring. It repeats nothing that they wrote,
 * except their words for when the child leaves their sight, if the bot could read no time in them.
 * @source Protocol 8.2
 */
export function receiptCard(sent: SentCase) {
  const { record, referral, pack } = sent;
  const other = one(({ instead }) => instead?.(sent));
  if (other) return other;
  const [last = [], ...buttonsAbove] = receiptButtons.map((row) => buttons(row, sent)).toReversed();
  const rows = buttonsAbove.toReversed();
  const [first, others] = [rows.flat().slice(0, mostButtons), rows.flat().slice(mostButtons)];
  const shownRows = rows.map((row) => row.filter((each) => first.includes(each))).filter((row) => row.length > 0);
  const above = shown<Block>([all(({ first }) => first?.(sent))]);
  const hasNumber = JSON.stringify(above).includes(pack.phones.urgent);
  const blocks = shown([
    above,
    plain(
      all(({ progress }) => progress?.(sent)),
      'Small',
    ),
    all(({ last }) => last?.(sent, hasNumber)),
  ]);
  const height = receiptFrame + shownRows.reduce((sum, row) => sum + rowsHeight(row), 0);
  return fitted(
    height,
    () => blocks,
    (some) =>
      referrerCard({
        summary:
          one(({ summary }) => summary?.(sent)) ??
          `Referral ${record.id}, decision due ${shortDue(referral.decisionDue)}`,
        top: all(({ top }) => top?.(sent)),
        heading: record.id,
        headingSize: 'ExtraLarge',
        blocks: some,
        rows: shownRows,
        more: { lines: all(({ more }) => more?.(sent)), buttons: [...others, ...last] },
        after: [line('Can others see this screen? Delete what you typed above.', 'small', 'Medium')],
        pack,
      }),
  );
}

const mostButtons = 5; // and More
const receiptFrame = 180; // px: its heading, and what stands below its buttons
