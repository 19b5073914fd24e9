import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dangerIn } from '../../src/check/danger-words.ts';

/** Nothing but danger: the numbers come at once, and nothing is taken for an answer. */
const alone = [
  '999',
  '999!!!',
  '9 9 9',
  '9-9-9',
  'nine nine nine',
  'Danger',
  'DANGER',
  'dangr',
  'emergency',
  'emergancy!',
  'its an emergency',
  'This is an emergency.',
  '999 please',
  'should I ring 999?',
  'call the police now',
  'get an ambulance, please',
  'hes here now',
  'he’s here now',
  "He's here, right now",
  'they are outside now',
  'he is at the door',
  'shes being taken',
  'she is being taken away now',
  'they’re taking her now',
  'He has a knife!',
  'the child is in danger',
  'she’s in immediate danger',
  'she is not safe',
  'sos',
  'urgent!!',
  'he is trying to take her',
  'shes been taken',
  'help now',
  'I called 999 but he is here now',
];

/** Danger among other words: they are kept as what they are, and the numbers stand above. */
const among = [
  'Girl in room 4 says he is here now and she is terrified',
  'He rang twice. He is here now, in reception, asking for her by name',
  'The girl Chrysoprase is in danger',
  'no, he is here now',
  'Her uncle has a knife in his bag',
  'A white van, they are taking her now, plate ends KLO',
  'please send police now to the hostel in Mill Road',
  'I told the school yesterday. Today she is in immediate danger',
  'The boy in bay 2 is not breathing',
  'in danger of being moved tonight says her friend',
];

/** Another time, another thing, or not so. */
const none = [
  'no immediate danger',
  'No danger',
  'danger: no',
  'Danger? No.',
  'not in danger now',
  'she is not in any danger right now',
  'she isn’t in danger',
  'no longer in danger',
  'out of danger',
  'the danger is over',
  'not an emergency',
  'no emergency here',
  'I rang 999 already',
  'rang 999',
  '999 was called yesterday',
  'We called 999 at 14:20',
  'police have been called',
  'the police were told last week',
  'police are here now',
  'the social worker is here now',
  'I am here now',
  'she was in danger last year',
  'he had a knife once',
  'he is not here now',
  'nobody is here now',
  'emergency contact is her aunt',
  'Emergency contact: 01632 960 014',
  'emergency accommodation in Watford',
  'emergency duty team',
  'in an emergency ring her aunt',
  'stranger danger lesson',
  'in danger of losing her home',
  'danger money',
  'if he comes back she would be in danger',
  'he is coming to take her tomorrow',
  'he is taking her to school every day',
  'she says she is being taken to a flat at weekends',
  'dancer',
  'room 999',
  'Girl, about 14, untreated burn',
  'now',
  'she is leaving now',
  'help',
  'yes',
  '',
];

describe('danger words', () => {
  it.each(alone)('“%s” is danger and nothing else', (said) => {
    expect(dangerIn(said)).toMatchObject({ alone: true });
  });

  it.each(among)('“%s” is danger among other words', (said) => {
    expect(dangerIn(said)).toMatchObject({ alone: false });
  });

  it.each(none)('“%s” is no danger now', (said) => {
    expect(dangerIn(said)).toBeUndefined();
  });

  it('a call that was made is no danger, and “he is here now” beside it is', () => {
    expect(dangerIn('I rang 999. He is here now')).toBeDefined();
    expect(dangerIn('I rang 999. He has gone')).toBeUndefined();
  });

  it('tell what is happening from a bare word, which no question about a place takes for an answer', () => {
    expect(dangerIn('hes here now')?.about).toBe('happening');
    expect(dangerIn('999')?.about).toBe('word');
  });

  it('a message of eleven words is a story, one of ten may be a cry', () => {
    const ten = 'please please please please please please please please call 999';
    expect(dangerIn(ten)?.alone).toBe(true);
    expect(dangerIn(`please ${ten}`)).toBeUndefined();
  });

  it('are read in any case and with any marks around them', () => {
    const marks = fc.string({ unit: fc.constantFrom('!', '.', ' ', '…', '?', '*', '"'), maxLength: 6 });
    fc.assert(
      fc.property(marks, marks, fc.boolean(), (before, after, big) => {
        const said = `${before}${big ? 'HES HERE NOW' : 'hes here now'}${after}`;
        expect(dangerIn(said)).toMatchObject({ alone: true });
      }),
    );
  });

  it.each(['!', '9 ', 'no ', 'being taken ', 'in danger of ', 'emergency ', ': no', '-'])(
    'are looked for in time that grows with the length alone (“%s” many times)',
    (piece) => {
      const timeFor = (times: number) => {
        const text = piece.repeat(times);
        const begun = performance.now();
        for (let again = 0; again < 5; again += 1) dangerIn(text);
        return performance.now() - begun;
      };
      timeFor(2_000); // warms up
      expect(timeFor(40_000)).toBeLessThan(40 * (timeFor(4_000) + 5)); // ten times the length; squared it would be a hundred
    },
  );
});
