import { describe, expect, it } from '@jest/globals';
import { deniesLeaving, isOfGirl, isOnlyOfMan } from '../../src/understanding/whom.ts';

describe('whether a story is of a girl', () => {
  it.each([
    'got a girl 15 here and im worried. her "uncle" wont leave the bedside and answers everything for her',
    'she is 14, her boyfriend hits her. he took her phone',
    'Vietnamese girl about 16, bloke says hes her cousin',
    'my neighbours daughter, a man drops her off at night',
    'female vietnamese approx 16, went off with the manager. the man is called tony',
    'Girl Zircon. Burn Topaz.',
  ])('It is: “%s”', (story) => expect(isOfGirl(story)).toBe(true));

  it.each([
    'kid is 16 called kofi. says he owes him money. theres a bloke at the door asking for one of our lads',
    'tom 14 missing. with a girl about 13. he hasnt come back',
    'mum says shes worried about her son',
    'his sister is a girl of 9. he is 12',
    'kofi, 16. his social worker says she is off',
    'two children, a boy and a girl',
    'Linh, 15. his aunt says she cant cope',
    'mum rang, she says kofi is with an uncle',
    '15, Arben, with an uncle',
    'she left him at the door',
    '',
  ])('It may not be: “%s”', (story) => expect(isOfGirl(story)).toBe(false));
});

describe('whether a man is the only person in words', () => {
  it.each([
    'hes gone for a smoke. security are watching the doors thank god. not in care no',
    'police are here now hes legged it in a grey golf',
    'he’s been took off by security, he swung at one',
    'her uncle left',
    'uncles gone home',
    'he got in his car',
    'the bloke drove off',
    'hes off',
    'that guy has done one',
  ])('He is: “%s”', (words) => expect(isOnlyOfMan(words)).toBe(true));

  it.each([
    'hes gone with her',
    'hes took lien',
    'he took grace',
    'hes put grace in the car',
    'hes marching mai out',
    'he handed mai over',
    'lien and him have gone',
    'they left with the man',
    'hes gone and so has she',
    'hes gone w someone',
    'hes got the kid',
    'shes gone',
    'gone',
  ])('He is not, or may not be: “%s”', (words) => expect(isOnlyOfMan(words)).toBe(false));
});

describe('whether words deny that the child has left', () => {
  it.each([
    ['no the bloke left', 'other'],
    ['no not kofi!! the bloke left. kofis upstairs in his room', 'other'],
    ['the bloke went not kofi how many times', 'other'],
    ['yes shes in bed 4 security x2 at the door. he was the one who went for a smoke not her', 'other'],
    ['the man', 'other'],
    ['not her', 'other'],
    ['i meant the uncle', 'other'],
    ['it was the driver not the child', 'other'],
    ['nah not him the other man', 'other'],
    ['thats the man not her', 'other'],
    ['hes still here', 'stays'],
    ['nope still on the ward', 'stays'],
    ['the time is rubbish he never left kofi is HERE', 'stays'],
    ['no he hasnt', 'stays'],
    ['sorry she hasnt left', 'stays'],
    ['no hes not gone hes home', 'stays'],
    ['wait no they’re still in the car park', 'stays'],
    ['shes in her room', 'stays'],
    ['kofi is here with me', 'stays'],
    ['nobody has left', 'stays'],
    ['no shes fine', 'stays'],
    ['didnt go anywhere', 'stays'],
    ['no she is sat next to me', 'stays'],
    ['the girl hasnt moved', 'stays'],
    ['no no no shes asleep', 'stays'],
  ])('They do: “%s”', (words, how) => expect(deniesLeaving(words, false)).toBe(how));

  it.each(['no he left', 'him not her', 'it was him', 'no just him', 'shes still here', 'the uncle, shes asleep'])(
    'Of a girl, too: “%s”',
    (words) => expect(deniesLeaving(words, true)).toBeDefined(),
  );

  it.each([
    'no shes gone',
    'no she left with him',
    'no wait shes in the car with him',
    'not here',
    'shes not here',
    'no she isnt here',
    'no idea where she is',
    'no sign of her',
    'nobody can find her',
    'nobody went after her',
    'not her uncle',
    'the man took her',
    'the man left with her',
    'the man with the girl has gone',
    'the uncle has her',
    'still missing',
    'still in his car',
    'she is in the lift',
    'shes at his flat',
    'no hes not gone far',
    'hes not respondin',
    'she is not moving',
    'she is not in her room',
    'is she here',
    'if shes still here ring me',
    'she was here at 1.30 her phone is off',
    'hes here',
    'no',
    'i got the plate wrong its KX91 LMD not KX19',
    'sorry his name is spelt wrong its Belo not Bello',
    'theres another girl here says she seen him get in the van at the garage',
    'a girl here knows rico, says he took her mate last year',
    'one lad is here, not the one we want',
    'kofi didnt go but darnell did',
    'no kofis ok its darnell thats gone in it',
    'its ellie not kofi',
    'its lily not kofi',
    'not kofi, ellie!',
    'no not kofi, darnell',
    'no hes still here, darnells gone',
    'hes still here its his mate thats gone',
    'kofi is still here but the other lad went',
    'no hes still here, his sister went with the man',
    'he hasnt left but she has',
    'hes still here but grace went',
  ])('They do not: “%s”', (words) => expect(deniesLeaving(words, false)).toBeUndefined());

  it.each(['hes still here', 'he hasnt left', 'not him', 'hes in the room with her'])(
    'A man who has not left says nothing of a girl: “%s”',
    (words) => expect(deniesLeaving(words, true)).toBeUndefined(),
  );
});
