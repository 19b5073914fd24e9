import type { Pack } from '../protocol/pack.ts';
import { type ButtonRow, button, type Card, type Line, line, plain, referrerCard, ring } from './parts.ts';
import { myReferrals, start } from './verbs.ts';

const home: ButtonRow = {
  spacing: 'Medium',
  buttons: [button(start, 'Start a check', {}, { style: 'positive' }), button(myReferrals, 'My referrals')],
};

/** A card with a few helpful lines and buttons, for when nothing else fits, so that nobody reaches a dead end. */
export function helpCard(
  pack: Pack,
  { heading, lines, rows = [home], top = [] }: { heading: string; lines: string[]; rows?: ButtonRow[]; top?: Line[] },
): Card {
  return referrerCard({
    summary: 'MASH Referrals',
    top,
    heading,
    blocks: [
      plain(
        lines.map((text) => line(text, 'plain', 'Small')),
        'Small',
      ),
    ],
    rows,
    after: ring('Rather talk to someone? Ring', pack.phones.urgent),
    emergency: pack.emergency,
  });
}
