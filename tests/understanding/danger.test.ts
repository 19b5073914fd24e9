import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dangerIn } from '../../src/understanding/danger.ts';

/** Messages that say only that there is danger. */
const onlyDanger = [
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
  'she is missing',
  'shes gone missing',
  'child is missing!',
  'cant find her',
  'We cannot find him anywhere',
  'nobody can find her',
  'he is hurting her',
  'hes hittin her',
  'he hit her',
  'he just hit her in the face',
  'dad hits her hard',
  'he grabbed her arm',
  'he took her',
  'hes taken him',
  'taken!!',
  'hes kicking the gate',
  'they are kickin the front door now',
  'shes unconcious',
  'she is bleedin',
  'he is not breathing',
  'aint breathing',
  'hes got a nife',
  'they put her in the van',
  'getting her into a car',
  'hes got her',
  'help me',
  'please help us',
  'hurry!!',
  'please hurry up',
  'she ran off',
  'they run out',
  'walkin her out now',
  'mum is takin her home',
  'hes back',
  'hes here',
  'the uncle is here',
];

/** Messages that name danger among other words. */
const dangerAmongWords = [
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
  'She has been missing since yesterday evening, and she is missing since the lesson',
  'I have looked everywhere and I cant find her in the building',
  'We had tea at four. He is hurting her. The ward is full of people today and nobody comes',
  'She sat with her bag and said little, he is hurting her, and the nurse went to the office to ask',
  'He hits her with a belt. She told me nothing. He is hitting her with a belt',
];

/** Messages about another time or another thing, and denials. */
const noDanger = [
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
  'she says she is being taken to a flat at weekends',
  'dancer',
  'she is missing school',
  'he is missing his mum',
  'cant find her phone',
  'she was missing last year',
  'he is not missing',
  'taken to the dentist by her aunt',
  'they ran out of milk',
  'took her bp at 3',
  'the police officer is here',
  'she is back at school',
  'nobody hit her',
  'we talked of emergency, duty and other numbers',
  'room 999',
  'Girl, about 14, untreated burn',
  'now',
  'she is leaving now',
  'help',
  'thanks for the help',
  'yes',
  '',
];

// Danger words

it.each([
  'girl called Lila 12 a man has a knife at her door',
  'boy about 14 being pulled into a car',
  'a girl aged 15 the man is banging on her door',
])('“%s”: who it is about hides no danger', (message) => expect(dangerIn(message)).toBeDefined());

it.each(['girl 13 a man collects her from school every friday', 'a girl aged 15 the man with her does the talking'])(
  '“%s” is no danger now',
  (message) => expect(dangerIn(message)).toBeUndefined(),
);

it.each(onlyDanger)('“%s” is read as danger and nothing else', (message) =>
  expect(dangerIn(message)).toMatchObject({ alone: true }),
);

it.each(dangerAmongWords)('“%s” is read as danger among other words', (message) =>
  expect(dangerIn(message)).toMatchObject({ alone: false }),
);

it.each(noDanger)('“%s” is not read as danger', (message) => expect(dangerIn(message)).toBeUndefined());

it.each([
  'hes putting her in the car what shall i do',
  'hes hit her what now',
  'theyve gone what do i do',
  'van just pulled up outside for her whos coming',
  'hes got a knife are you there',
  'hes dragging her out is anyone coming',
])('“%s” is read as danger, whatever it asks at the end', (message) => expect(dangerIn(message)).toBeDefined());

it('A past call is not danger, but “he is here now” beside it is', () => {
  expect(dangerIn('I rang 999. He is here now')).toBeDefined();
  expect(dangerIn('I rang 999. She is asleep')).toBeUndefined();
});

it.each([
  'police just walked in',
  'ok police have arrived',
  'the ambulance is here now',
  'social worker just walked in',
  'paramedics are with her',
  'hes with police now',
  'btp have him at doncaster 1731',
  'police moved him on',
  'rung 999 theyre coming',
  'just me and her',
  'found!!',
  'weve found her safe',
  'back in school now',
  'shes back in class',
])('“%s” is no danger: help is there, or it is good news', (message) => expect(dangerIn(message)).toBeUndefined());

it.each([
  'police just walked in and he grabbed her',
  'police have arrived. he has got a knife',
  'police just walked in hes dragging her out',
  'ok ive rung 999 theyre sending someone. he is still leaning on the buzzer',
  'ok ive rung 999 but hes got a knife',
  'theres only the boy and me and hes banging on the door',
  'found!! hes been stabbed',
  'found her unconscious',
  'found her shes not breathing',
  'back in school now with bruises and hes outside',
  'a man just walked in',
  'hes just walked in',
  'hes back',
  'hes back now',
  'hes found us',
])('“%s” is danger, though help or good news stands beside it', (message) => expect(dangerIn(message)).toBeDefined());

it.each([2_400, 9_300])(
  '“he is hurting her” is read as danger at the end, and in the middle, of %i characters',
  (length) => {
    const story = 'We had tea at four, and the ward was full of people. '.repeat(length / 53);
    for (const text of [`${story}he is hurting her`, `${story}He is hurting her. ${story}`])
      expect(dangerIn(text)).toMatchObject({ alone: false });
    expect(dangerIn(story)).toBeUndefined();
  },
);

it('Ten words of danger can stand alone; eleven tell a story', () => {
  const ten = 'please please please please please please please please call 999';
  expect(dangerIn(ten)?.alone).toBe(true);
  expect(dangerIn(`please ${ten}`)?.alone).toBe(false);
});

it('Danger words are read in any letter case and with any punctuation around them', () => {
  const marks = fc.string({ unit: fc.constantFrom('!', '.', ' ', '…', '?', '*', '"'), maxLength: 6 });
  fc.assert(
    fc.property(marks, marks, fc.boolean(), (before, after, big) => {
      const message = `${before}${big ? 'HES HERE NOW' : 'hes here now'}${after}`;
      expect(dangerIn(message)).toMatchObject({ alone: true });
    }),
  );
});

it.each(['!', '9 ', 'no ', 'being taken ', 'in danger of ', 'emergency ', ': no', '-'])(
  'Reading “%s” many times takes linear time',
  (piece) => {
    const timeFor = (times: number) => {
      const text = piece.repeat(times);
      const begun = process.cpuUsage();
      for (let again = 0; again < 5; again += 1) dangerIn(text);
      return process.cpuUsage(begun).user / 1000; // not the clock's: others may share the machine
    };
    timeFor(2_000); // warms up
    // ten times the length; quadratic time would be a hundredfold
    expect(timeFor(20_000)).toBeLessThan(40 * (timeFor(2_000) + 2));
  },
);

it.each([
  'done',
  'done it',
  'got to go bleep going',
  'got to go, bleep going',
  'cops came they got him',
  'cops came, they got him',
  'police have arrived and arrested him',
])('“%s” is no danger', (words) => expect(dangerIn(words)).toBeUndefined());

it.each([
  'done but hes here now',
  'hes done it',
  'got to go hes coming',
  'men came they got him',
  'they came they got him',
  'cops came they got him but his mates still here',
  'police came they got him but he has a knife',
])('“%s”: the danger beside it wins', (words) => expect(dangerIn(words)).toBeDefined());
