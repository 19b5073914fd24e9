import type { Answer, Walker } from './walk.ts';

const child = (name: string, age: string, more: string): Answer[] => [
    [/In care\?/, 'no she lives with mum'],
    [/Child’s name/, name],
    [/Age or date/, age],
    [/Where are they now/, 'in school, maths til 3'],
    [/Who are they with/, 'her teacher'],
    [/next leave your sight/, 'end of school at 3'],
    [/What worries you/, more],
    [/still in the situation/, 'yes'],
    [/in contact with the people|Last contact/i, 'yesterday at 3 at the gate'],
    [/From abroad/, 'check answers'],
    [/could asking put the child/, 'yes'],
    [/What have you done about consent/, '1'],
    [/Why/, 'he might be grooming them and mum knows him'],
    [/Who agreed|lets you share|law/, 'continue'],
    [/Type “submit”/, 'submit'],
];
/** A school clerk, by day: three girls, one lunch table. */
const clerk: Walker = {
  who: 'the school clerk',
  start: '2026-06-10T11:40:00.000Z',
  opens: [
    'hi im in the school office not sure if this is the right place. three of our girls, 13 14 and 13, came in monday with new phones and nails done, and there is a silver car at the gate every day at 3',
  ],
  answers: [
    [/immediate danger, or/i, 'no'],
    [/Your name/, 'Carol Webb'],
    [/Your role/i, 'attendance clerk'],
    [/Phone, for/, '01632 960 111'],
    [/someone else|Other contact|who else/i, 'skip'],
    [/Your organisation/, 'Park School'],
    [/Agency/, 'school'],
    ...child('Kayleigh Brown', '13', 'new phone, nails done, silver car picks her up at the gate every day. she wont say who he is'),
  ],
};

export const walkers: Walker[] = [clerk];
