import { type Card, line, noticeCard } from '../cards/parts.ts';

/** Tells administrators that an older key of the store is missing. */
export function missingKeyCard({ key, cases }: { key: string; cases: number }): Card {
  const count = cases === 1 ? '1 case' : `${new Intl.NumberFormat('en-GB').format(cases)} cases`;
  const heading = `A key is missing: I cannot read ${count}`;
  return noticeCard({
    summary: heading,
    heading,
    lines: [
      line(`They are sealed with the key ${key}. Their reminders do not come, and no button on them works.`),
      line('New referrals are taken and told as ever. What was posted in the MASH channel stays there.'),
      line(
        'Please ask who runs this service to put that key into DATA_KEYS_OLD, from the vault, and to start it again. Until then somebody at the MASH should have these cases in hand.',
        'bold',
      ),
      line('I say this once a day.', 'plain', 'Small'),
    ],
  });
}
