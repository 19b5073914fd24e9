/**
 * The made-up people, teams and ids of the local mode: for the three Playground windows, and for the configuration's
 * defaults. Nobody here exists. The ids are fixed, so that a store kept from yesterday still knows who is who.
 */

/** As the Playground's configuration spells it. */
interface Person {
  id: string;
  aadObjectId: string;
  name: string;
  userPrincipleName: string;
  givenName: string;
  surname: string;
  email: string;
}

interface Team {
  id: string; // also the id of the team's General channel, as in Teams
  name: string;
  aadGroupId: string;
  channel: { id: string; name: string };
}

/** A port and a person each: the Playground cannot switch user in the page. */
export interface LocalWindow {
  title: string;
  port: number;
  user: Person;
  others: [Person, Person, Person, Person, Person]; // the Playground takes exactly five
  chat: string;
  group: { id: string; name: string };
  team: Team;
}

/** Written into store and logs, so it reads as what it is: "mash" in hexadecimal, then a number. */
const guid = (number: number): string => `6d617368-0000-4000-8000-${String(number).padStart(12, '0')}`;

function person(number: number, key: string, name: string): Person {
  const [givenName = '', surname = ''] = name.split(' ');
  const email = `${givenName}.${surname}@mash.example`.toLowerCase();
  return { id: `29:${key}`, aadObjectId: guid(number), name, userPrincipleName: email, givenName, surname, email };
}

const jane = person(101, 'nurse-jane', 'Jane Okafor (School Nurse)');
const mo = person(102, 'manager-mo', 'Mo Hussain (MASH Manager)');
const dee = person(103, 'deputy-dee', 'Dee Alvarez (Deputy Service Manager)');

const mashTeam: LocalWindow['others'] = [
  person(104, 'practitioner-pat', 'Pat Lee (MASH Practitioner)'),
  person(105, 'practitioner-sam', 'Sam Osei (MASH Practitioner)'),
  person(106, 'police-pete', 'Pete Shaw (MASH Police Sergeant)'),
  person(107, 'health-nia', 'Nia Evans (MASH Health Practitioner)'),
  person(108, 'support-bea', 'Bea Novak (MASH Business Support)'),
];
const otherStaff: LocalWindow['others'] = [
  person(109, 'teacher-tom', 'Tom Reed (Teacher)'),
  person(110, 'gp-gita', 'Gita Rao (GP)'),
  person(111, 'youth-lou', 'Lou Grant (Youth Worker)'),
  person(112, 'housing-amy', 'Amy Clark (Housing Officer)'),
  person(113, 'shelter-vic', 'Vic Moss (Night Shelter)'),
];

function team(number: number, key: string, names: { team: string; channel: string }): Team {
  return {
    id: `19:${key}-general@thread.tacv2`,
    name: names.team,
    aadGroupId: guid(number),
    channel: { id: `19:${key}-channel@thread.tacv2`, name: names.channel },
  };
}

const referrer: LocalWindow = {
  title: 'Referrer',
  port: 56150,
  user: jane,
  others: otherStaff,
  chat: 'a:chat-with-jane',
  group: { id: '19:group-of-jane@thread.v2', name: 'Worried colleagues' },
  team: team(201, 'school-nurses', { team: 'School Nurses', channel: 'Staff room' }),
};
const mash: LocalWindow = {
  title: 'MASH',
  port: 56151,
  user: mo,
  others: mashTeam,
  chat: 'a:chat-with-mo',
  group: { id: '19:group-of-mo@thread.v2', name: 'Strategy meeting' },
  team: team(202, 'mash', { team: 'Hertfordshire MASH', channel: 'Referrals' }),
};
// Dee is not in the MASH window's roster: what that window would take for her, nobody could see.
const escalation: LocalWindow = {
  title: 'Escalation',
  port: 56152,
  user: dee,
  others: otherStaff,
  chat: 'a:chat-with-dee',
  group: { id: '19:group-of-dee@thread.v2', name: 'Managers on call' },
  team: team(203, 'service-managers', { team: 'Service Managers', channel: 'Duty rota' }),
};

export const WINDOWS: readonly LocalWindow[] = [referrer, mash, escalation];

/** The ids that local mode starts from, where the environment names no others. */
export const LOCAL = {
  tenantId: guid(1),
  mash: {
    teamId: mash.team.id,
    channelId: mash.team.channel.id,
    serviceUrl: `http://localhost:${mash.port}/_connector`,
  },
  assessmentChannelId: mash.team.id, // General
  managers: [mo.aadObjectId],
  escalation: [dee.aadObjectId],
  admins: [dee.aadObjectId],
};
