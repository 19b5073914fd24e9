import { expect, it } from '@jest/globals';
import { emptyTicks, newDraft, type Ticks } from '../../src/draft/draft.ts';
import {
  answersShownEarly,
  placesIn,
  placesToAsk,
  withoutPlacement,
  withoutPlaces,
  withPlacesAsked,
  withPlacesReplaced,
} from '../../src/draft/places.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { processorMs } from '../fakes/time-taken.ts';

const pack = loadPack();
const draft = (values: Record<string, string>, note = '') => {
  const begun = newDraft({});
  const ticks: Record<string, Ticks> = note ? { care: { ...emptyTicks, note } } : {};
  return { ...begun, answers: { values, ticks, readings: {} } };
};

// What looks like an address

it.each([
  ['12 Oak Road', ['12 Oak Road']],
  ['she stays at 4b, St. Mary', []],
  ['she stays at 4b Saint Mary’s Close now', ['4b Saint Mary’s Close']],
  ['12 The Avenue', ['12 The Avenue']],
  ['Flat 3, 22 Mill Street', ['Flat 3, 22 Mill Street']],
  ['she is in flat 12b', ['flat 12b']],
  ['12\u00a0Oak\u00a0Road', ['12\u00a0Oak\u00a0Road']],
  ['SG1 1AA', ['SG1 1AA']],
  ['sg11aa is the postcode', ['sg11aa']],
  ['12 Oak Road, Stevenage, SG1 1AA. The uncle called.', ['12 Oak Road, Stevenage, SG1 1AA']],
  ['3 Elm Way and 5 Elm Way', ['3 Elm Way', '5 Elm Way']],
  ['3 Elm Way, then 3 Elm Way', ['3 Elm Way']],
  ['14 Mill Lane, Hitchin', ['14 Mill Lane, Hitchin']],
  ['14 mill lane, hitchin.', ['14 mill lane, hitchin']],
  ['14 Mill Lane, Welwyn Garden City, with him', ['14 Mill Lane, Welwyn Garden City']],
  ['SG5 1AA Hitchin', ['SG5 1AA Hitchin']],
  ['at 14 Mill Lane, yesterday', ['14 Mill Lane']],
  ['14 Mill Lane, He waits', ['14 Mill Lane']],
  ['Residential worker, Oak House, 14 Mill Lane, Hitchin SG5 1AA', ['Oak House, 14 Mill Lane, Hitchin SG5 1AA']],
  ['14\nMill Lane', ['14\nMill Lane']],
  ['14 Mill\nLane', ['14 Mill\nLane']],
  ['14 Mill Lane\nHitchin\nSG5 1AA', ['14 Mill Lane\nHitchin\nSG5 1AA']],
  ['SG5\n1AA', ['SG5\n1AA']],
  ['SG5-1AA', ['SG5-1AA']],
  ['SG 5  1AA', ['SG 5  1AA']],
  ['14,Mill Lane', ['14,Mill Lane']],
  ['14 St. Albans Rd', ['14 St. Albans Rd']],
  ['14 Mill-Lane', ['14 Mill-Lane']],
  ['14 The Ridgeway', ['14 The Ridgeway']],
  ['14 Broadway', ['14 Broadway']],
  ['14 Mill Park', ['14 Mill Park']],
  ['14 Château\u2009 Wharf', ['14 Château\u2009 Wharf']],
  ['14-16 Mill Lane', ['14-16 Mill Lane']],
  ['14 A Mill Lane', ['14 A Mill Lane']],
  ['at fourteen Mill Lane', ['fourteen Mill Lane']],
  ['twenty-two Mill Lane', ['twenty-two Mill Lane']],
  ['Mill Lane no 14', ['Mill Lane no 14']],
  ['Oak House, Mill Lane, Hitchin', ['Oak House, Mill Lane, Hitchin']],
  ['at The Willows, Stevenage', ['The Willows, Stevenage']],
  ['Flat A Oak House', ['Flat A Oak House']],
  ['Flat B2, Oak House', ['Flat B2, Oak House']],
  ['Flat No 2 Oak House', ['Flat No 2 Oak House']],
  ['flat 2 oak house', ['flat 2 oak house']],
  ['shes at rowan house now', ['rowan house']],
  ['moved to the Rowan Hotel, then to Elm Court', ['Rowan Hotel', 'Elm Court']],
  ['at rowan house 14 mill lane', ['rowan house 14 mill lane']],
  ['Rowan House\nHitchin', ['Rowan House\nHitchin']],
  ['12 Oak Road\nHitchin\nhe has a knife', ['12 Oak Road\nHitchin']],
  ['14 Mill Lane\nBleeding', ['14 Mill Lane']],
  ['14 mill lane\nhitchin', ['14 mill lane\nhitchin']],
  ['14 mill lane\nmum shouted', ['14 mill lane']],
  ['Flat 3\nZeta House', ['Flat 3\nZeta House']],
  ['Room 4, Premier Inn', ['Room 4, Premier Inn']],
  ['Apartment 12 The Maltings', ['Apartment 12 The Maltings']],
  ['Oak Road', ['Oak Road']],
  ['on bull head st', ['bull head st']],
  ['she lives on orchard lane', ['orchard lane']],
  ['her carers are next to the chippy on bull head st', ['next to the chippy on bull head st']],
  [
    'sandra lives nr the wigston academy, 2nd house past the church',
    ['nr the wigston academy', '2nd house past the church'],
  ],
  ['the carers are opposite wigston fire station', ['opposite wigston fire station']],
  ['foster home on the corner of moat st and newton lane', ['corner of moat st and newton lane']],
  ['placement nr tesco in oadby', ['nr tesco in oadby']],
  ['her placement. its on bull head st', ['bull head st']],
  ['carers wifi is 27orchardlane', ['27orchardlane']],
  ['27 then orchard then lane', ['27 then orchard then lane']],
  ['w3w ///table.lamp.river', ['///table.lamp.river']],
  ['three words table.lamp.river', ['table.lamp.river']],
  ['google maps 52.5823, -1.1091', ['52.5823, -1.1091']],
  ['the carers email is sandra.pike27@gmail.com', ['sandra.pike27@gmail.com']],
  ['carers landline 0116 496 0123', ['0116 496 0123']],
])('“%s” holds the addresses %j', (text, places) => expect(placesIn(text)).toEqual(places));

it.each([
  'School hall',
  'She is 14 and lives in a court',
  'about 14',
  '2 girls on the road',
  'since 3 pm in the park',
  'at the station with rico',
  'she was seen on mill lane',
  'hes taking her to bull head st',
  'rico waits outside the co-op on aylestone rd',
  'she went missing from carers near tesco on bull head st',
  'rico has a knife at the carers near the co-op',
  'bleeding mill lane',
  'he dropped her at 52.63, -1.13',
  'carers rang at 12.30, 14.45',
  'her carers are near breaking point',
  'she lives with carers who are very close',
  'she stays at school until 4',
  'foster agency 0116 496 0000, my email lorna@x.org',
  'the hotel they take her to is the premier inn, derby rd',
  'the dealers flat is 14 mill lane',
  'HT-7K3F-92Q',
  'I rang 01632 960 014',
  'seen on 4/3/2012',
  '10 mins down the road',
  'HT-AB12-3CD',
  'at 9 her mum’s place',
  'in a flat a friend has',
  'back at 10 2nd floor',
  'he left home, she cried',
  'no one knows the way',
  'at her mums house',
  '2 lads in cannabis house, PP since 0150',
  'at Ali’s house',
  'in the hall',
  'in the big house',
  'taken to Crown Court',
  'Hitchin',
  'room 9',
  'the girl in room 9, ward 7, bed 4',
  '',
  'my colleague takes over from me 10pm',
  'he comes for me 7am',
  '15 id say. id says 19 but no way',
  '19 no way',
  'she looks 14 either way',
  '19 no fixed place',
  '19 but no place to stay',
  'booked 2 nights all the way',
  '2 bags no drive',
  '2 phones on the way, 3 boys, room 12',
])('“%s” holds no address', (text) => expect(placesIn(text)).toEqual([]));

it('Finding addresses takes linear time', () => {
  for (const piece of [
    '1 a',
    '1 a a ',
    'a1 ',
    '12 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ',
    '1 oak road, ',
    'Oak House, 1 Oak Road, Luton ',
    'Aa Aa Aa Aa ',
    'flat a aa ',
    'oak house, oak oak oak ',
    'twenty ',
    'mill lane ',
    'at rowan house ',
    'lives near the church on mill lane ',
    'lives near mill lane. ',
    'carers no 27 a@a.uk 52.5, 1.5 ',
    'Aa Aa on Aa\n',
    '1 oak road, he\nAa\n',
  ]) {
    expect(processorMs(() => withPlacesReplaced(piece.repeat(6000), () => '', true))).toBeLessThan(400);
  }
});

it.each([
  ['Hitchin', '[?]'],
  ['she rang\nWelwyn Garden City.\nhe has a knife', 'she rang\n[?].\nhe has a knife'],
  ['Help', 'Help'],
  ['Police are here', 'Police are here'],
  ['SEND IT NOW', 'SEND IT NOW'],
  ['PECKHAM', '[?]'],
  ['hitchin', 'hitchin'],
])('“%s” with towns alone on a line left out is “%s”', (text, without) =>
  expect(withPlacesReplaced(text, () => '[?]', true)).toBe(without),
);

it('An address can be left out while the words around it stay', () => {
  expect(withoutPlaces('Taken from 12 Oak Road at night. SG1 1AA', () => true)).toBe(
    'Taken from [place left out] at night. [place left out]',
  );
  expect(withoutPlaces('Nothing here', () => true)).toBe('Nothing here');
});

// An address in the case of a child in care

const values = { care: 'yes', whereabouts: 'Safe, at 12 Oak Road', worry: 'He waits at 3 Elm Way.' };

it('The referrer is asked about every address in any answer, in a note and in what they say about themselves', () => {
  const you = { role: 'Worker, 9 Work Street', organisation: 'Home, 2 Work Row', other: 'Head, 4 Work Close' };
  const all = draft({ ...values, ...you, premises: 'SG1 1AA' }, 'Seen at 7 Ash Lane');
  expect(placesToAsk(all.answers, pack).sort()).toEqual([
    ...['12 Oak Road', '2 Work Row', '3 Elm Way', '4 Work Close', '7 Ash Lane', '9 Work Street', 'SG1 1AA'],
  ]);
});

it('The referrer is not asked about addresses unless the child is in care', () => {
  for (const care of ['no', 'not-known', ''])
    expect(placesToAsk({ ...draft(values).answers, values: { ...values, care } }, pack)).toEqual([]);
});

it('The referrer is asked about an address once, and a later address is asked about by itself', () => {
  const askedDraft = withPlacesAsked(draft(values), placesToAsk(draft(values).answers, pack));
  expect(placesToAsk(askedDraft.answers, pack)).toEqual([]);
  const more = {
    ...askedDraft,
    answers: { ...askedDraft.answers, values: { ...askedDraft.answers.values, people: 'At 8 Fir Row' } },
  };
  expect(placesToAsk(more.answers, pack)).toEqual(['8 Fir Row']);
  const without = withoutPlacement(more, pack, '8 Fir Row').answers.values;
  expect(without.people).toBe('At [place left out]');
  expect(without.worry).toBe('He waits at 3 Elm Way.');
});

it('An address that the referrer kept stays even if it is part of one that is left out', () => {
  const both = draft({ ...values, worry: 'He lives at 12 Oak Road.', whereabouts: '' });
  const draftWithKeptAddress = withPlacesAsked(both, ['12 Oak Road']);
  expect(withoutPlacement(draftWithKeptAddress, pack, '12 Oak Road, Stevenage').answers.values.worry).toBe(
    'He lives at 12 Oak Road.',
  );
});

it('Leaving out an address removes it and its parts from every answer and note, and no other address', () => {
  const more = draft({ ...values, whereabouts: 'Safe, at 12 Oak Road, Stevenage' }, 'Near 12 Oak Road');
  expect(placesToAsk(more.answers, pack)).toEqual(['12 Oak Road, Stevenage', '3 Elm Way']);
  const left = withoutPlacement(more, pack, '12 Oak Road, Stevenage');
  expect(JSON.stringify(left)).not.toMatch(/Oak Road|Stevenage/);
  expect(left.answers.values).toMatchObject({ whereabouts: 'Safe, at [place left out]', care: 'yes' });
  expect(left.answers.values.worry).toBe('He waits at 3 Elm Way.');
  expect(placesToAsk(left.answers, pack)).toEqual(['3 Elm Way']);
});

it('Before the referral is written, the MASH learns neither an address nor the workplace in the case of a child in care', () => {
  const you = { role: 'Worker, 9 Work Street', organisation: 'Oak House', phone: '01632 960001' };
  expect(answersShownEarly(draft({ ...you, care: 'yes' }).answers).values).toEqual({
    role: 'Worker, [place left out]',
    phone: '01632 960001',
  });
  expect(answersShownEarly(draft({ ...you, care: 'no' }).answers).values).toEqual(you);
  const refuge = draft({ ...you, care: 'no', worry: 'She lives in our refuge.' }).answers;
  expect(JSON.stringify(answersShownEarly(refuge))).not.toMatch(/Work Street|Oak House/);
  expect(JSON.stringify(answersShownEarly(draft(you).answers, true))).not.toMatch(/Work Street|Oak House/);
});
