import { describe, expect, it } from '@jest/globals';
import type { Delivered } from '../fakes/wire.ts';
import { aWorld } from './a-world.ts';
import { contains } from './expecting.ts';
import { allOf, asks, decides, receipt, referenceOn, textsOf } from './walks.ts';

/** What a lock screen shows of a message: the text, or the summary of its card. */
const previewOf = ({ text, summary }: Delivered) => text ?? summary ?? 'NO SUMMARY';
/** Everything that Jane types, whose names, facts and words no preview may hold; and who works at the MASH. */
const secret =
  /Zircon|Topaz|Jasper|Beryl|Onyx|Garnet|Opal|2012|15:35|960 (?:014|015)|Jane|Okafor|Hussain|Pat Lee|purple|private fostering\b(?! worker)/i;

describe('what a lock screen shows of the author’s chat', () => {
  const world = aWorld();
  const { jane, mo, pat, until } = world;
  let reference: string;
  let begun: number; // how many messages there were when the referral was sent

  it('While a referral is typed, no preview repeats a typed word, a name or a fact', async () => {
    await jane.says('start', 'purple', 'no', '1', 'Jane Okafor', '01632 960 014', 'Bruises, said Garnet');
    await jane.says('change organisation', 'Zircon clinic');
    await jane.says('no', 'Girl Topaz', '4/3/2012', 'Room Beryl', 'her aunt Jasper', 'today 15:35');
    await jane.says(
      'change last contact',
      'when Onyx left',
      'check answers',
      'purple Opal',
      'not asked',
      '1',
      'Opal is near.',
    );
    await jane.says('continue');
    contains(allOf(await jane.says('card')), 'Topaz');
    expect(textsOf(jane.chat()).length).toBeGreaterThan(500);
    expect(jane.chat().map(previewOf).join('\n')).not.toMatch(secret);
  });

  it('After sending, each message to the author is a card, and no preview repeats a typed word, a name or a fact', async () => {
    begun = jane.chat().length;
    await jane.says('submit');
    reference = referenceOn(jane);
    await until(() => receipt(jane, reference).has('Delivered'));
    await asks(mo, reference, 'Is Topaz with Jasper?');
    await until(() => allOf(jane.chat()).includes('Is Topaz with Jasper?'));
    await jane.says('answer: with Jasper', 'add: Onyx came back', 'change', 'my phone: 01632 960 015', 'my referrals');
    await jane.says('child is missing', 'missing: Garnet rings them', 'found: she is with Jasper', 'linked', 'my copy');
    await jane.says(`hand over ${reference}`, 'start a linked referral', 'I disagree', 'I have read it', 'stop');
    await pat.mentions(`tell ${reference}: keep Topaz`);
    await decides(mo, reference, { 'What action': 'Topaz is seen.' });
    await until(() => allOf(jane.chat()).includes('Topaz is seen.'));
    await jane.says('I disagree: Jasper is dangerous', 'my disagreement', 'add: Opal', 'purple Opal');
    const later = jane.chat().slice(begun);
    expect(later.length).toBeGreaterThan(20);
    expect(later.map(previewOf).join('\n')).not.toMatch(secret);
    const texts = later.flatMap(({ text }) => text ?? []);
    // the numbers, and the question of the next check: no word of theirs
    expect(
      texts.filter(
        (text) =>
          !/^(Ring 999 now|The next child|I kept your words|Sent to the MASH\. Which child|Sent\. The MASH now reads)/.test(
            text,
          ),
      ),
    ).toEqual([]);
  });

  it('Only what the MASH wants of the author makes a sound', () => {
    const loud = jane.chat().filter((each) => JSON.stringify(each).includes('"alert":true'));
    expect(loud.map(previewOf)).toEqual([
      `The MASH has a question about ${reference}`,
      `The MASH has a message about ${reference}`,
    ]);
  });
});
