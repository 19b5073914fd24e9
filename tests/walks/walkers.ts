import type { Walker } from './walk.ts';

/** A school clerk, by day: three girls, one lunch table. */
const clerk: Walker = {
  who: 'the school clerk',
  start: '2026-06-10T11:40:00.000Z',
  opens: [
    'hi im in the school office not sure if this is the right place. three of our girls, 13 14 and 13, came in monday with new phones and nails done, and there is a silver car at the gate every day at 3',
    'start',
  ],
  answers: [
    [/immediate danger, or/i, 'no not now they are in class'],
    [/Agency/, 'school'],
    [/Your name/, 'Carol Webb'],
    [/Your role/i, 'attendance clerk'],
    [/Phone, for/, '01632 960 111'],
    [/Someone else/, 'no'],
    [/In care\?/, 'no she lives with mum'],
    [/Child’s name/, 'Kayleigh Brown'],
    [/Age or date/, '13'],
    [/Where are they now/, 'in school, maths til 3'],
    [/Who are they with/, 'her teacher'],
    [/next leave your sight/, 'end of school at 3'],
    [/What worries you/, 'new phone, nails done, silver car picks her up at the gate every day. she wont say who he is'],
    [/still in the situation/, 'i think so'],
    [/Last contact/i, 'yesterday at 3 at the gate'],
  ],
};

export const walkers: Walker[] = [clerk];
