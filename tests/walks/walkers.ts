import type { Answer, Walker } from './walk.ts';

/** What somebody types on the short path, by the question. */
interface Told {
  name: string;
  age: string;
  where: string;
  with: string;
  leaves: string;
  worry?: string; // none where it was the first message
  why: string;
  care?: string;
  danger?: string;
}

const aboutAChild = ({ care = 'no', danger = 'no', ...told }: Told): Answer[] => [
  [/immediate danger, or/i, danger],
  [/In care\?/, care],
  [/Child’s name/, told.name],
  [/Age or date/, told.age],
  [/Where are they now|Are they safe where/, told.where],
  [/Who are they with/, told.with],
  [/leave your sight/, told.leaves],
  ...(told.worry ? [[/What worries you/, told.worry] as Answer] : []),
  [/come from abroad/, 'check answers'],
  [/Have you asked for consent/, 'no'],
  [/Could asking put the child/, 'yes'],
  [/Why(?:\?| were they not| send it)/, told.why],
  [/Does the parent or carer know/, 'no'],
  [/Type “send”/, 'submit'],
];

/** What they type of the next child, where all but the worry, the place and the company is the same. */
const aboutTheNext = (named: string, worry: string): Answer[] => [
  [/type “next child”|Decision due by/, 'next child'],
  [/immediate danger, or/i, 'no'],
  [/How is this child linked/, '3'],
  [/the same as in HT-/, '1'],
  [/What worries you/, worry],
  [/Child’s name/, named],
  [/Where are they now/, 'same place'],
  [/Who are they with/, 'same teacher'],
  [/Type “send”/, 'submit'],
];

const aboutMe = (agency: string, name: string, phone: string): Answer[] => [
  [/Agency/, agency],
  [/Your name/, name],
  [/Phone, for/, phone],
];

/** A school clerk, by day: three girls. */
const clerk: Walker = {
  who: 'the school clerk',
  refers: 3,
  start: '2026-06-10T11:40:00.000Z',
  opens: [
    'hi im in the school office not sure if this is the right place. three of our girls, 13 14 and 13, came in monday with new phones and nails done, theres a silver car at the gate every day at 3',
  ],
  answers: [
    ...aboutMe('school', 'Carol Webb', '01632 960 111'),
    ...aboutAChild({
      name: 'Kayleigh Brown',
      age: '13',
      where: 'in school, maths til 3',
      with: 'her teacher',
      leaves: 'end of school at 3',
      why: 'he might be grooming them, mum thinks hes lovely',
    }),
    ...aboutTheNext('Ellie Stone, 14', 'same car as kayleigh picks her up, new nails'),
    ...aboutTheNext('Mia Clark, 13', 'same silver car. she has 2 phones and cries'),
  ],
};

/** A nurse at night: a man who says that he is the uncle wants to take the girl. */
const nurse: Walker = {
  who: 'the nurse at night',
  start: '2026-06-10T22:20:00.000Z',
  opens: [
    'what is this',
    'girl about 14 on the ward, burn on her arm, man says hes the uncle but doesnt know her birthday',
  ],
  answers: [
    ...aboutMe('1', 'Jane Okafor', '01632 960 014'),
    ...aboutAChild({
      danger: 'dont know',
      name: 'she says Ana',
      age: 'about 14',
      where: 'childrens ward bay 3',
      with: 'me',
      leaves: 'as soon as the dr has seen her, he keeps asking',
      worry: 'burn, and he answers for her. she looks at him before she talks',
      why: 'hes sat right next to her',
    }),
  ],
  afterwards: ['hes getting her coat', 'theyve just gone', 'is anyone reading this'],
};

/** A hostel worker: he has come to fetch her. */
const hostel: Walker = {
  who: 'the hostel worker',
  start: '2026-06-10T21:05:00.000Z',
  opens: ['start', 'theres a man at the front door asking for a girl in room 9', 'no hes outside door is locked'],
  answers: [
    [/mark the child as in danger/, 'no'],
    [/is that right/, 'yes'],
    ...aboutMe('housing', 'Femi Ade', '01632 960 077'),
    ...aboutAChild({
      name: 'they call her Linh',
      age: 'maybe 15',
      where: 'in the office with me',
      with: 'just me',
      leaves: 'dunno',
      worry: 'he keeps her phone and papers. 3 other girls in that room since june none related',
      why: 'hes stood outside',
    }),
  ],
  afterwards: ['he rang the bell again', 'police are here now'],
};

/** A social worker: a boy in care, who then goes missing. */
const socialWorker: Walker = {
  who: 'the social worker',
  start: '2026-06-10T14:10:00.000Z',
  opens: ['do i need consent if hes looked after', 'start'],
  answers: [
    ...aboutMe('childrens services', 'Sam Rose', '01632 960 031'),
    ...aboutAChild({
      care: 'yes',
      name: 'Duc N',
      age: '16',
      where: 'safe in placement',
      with: 'foster carer',
      leaves: 'not today',
      worry:
        'told his carer he worked in a house with plants before police found him. somebody rang the carer asking for him',
      why: 'dont know who the family really are',
    }),
  ],
  afterwards: ['missing', 'carer says since 4', 'police told cad 4412', 'found, hes at his mates'],
};

/** A police officer, who has taken a child into protection. */
const officer: Walker = {
  who: 'the police officer',
  start: '2026-06-10T02:30:00.000Z',
  opens: ['new referral'],
  answers: [
    ...aboutMe('police', 'PC Khan', '01632 960 055'),
    ...aboutAChild({
      name: 'male, gives the name Tuan',
      age: '15ish',
      where: 'custody suite, not under arrest',
      with: 'us',
      leaves: 'not before tomorrow',
      worry: 'found in cannabis grow, door locked from outside, no papers. police protection since 0150',
      why: 'no idea who his parents are',
    }),
  ],
  afterwards: ['he says there is another lad at the house'],
};

export const walkers: Walker[] = [clerk, nurse, hostel, socialWorker, officer];
