/**
 * The made-up people, teams and ids of local mode, for the three Playground windows and for the configuration's
 * defaults. Nobody here exists. The ids are fixed, so that a store from yesterday still knows who is who.
 */

/** An id that is easy to recognise in the store and the log: "mash" in hexadecimal, then a number. */
const guid = (number: number) => `6d617368-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A person in the form that the Playground's configuration needs. */
function person(number: number, key: string, name: string) {
  const [givenName = '', surname = ''] = name.split(' ');
  const email = `${givenName}.${surname}@mash.example`.toLowerCase();
  return { id: `29:${key}`, aadObjectId: guid(number), name, userPrincipleName: email, givenName, surname, email };
}
type Person = ReturnType<typeof person>;
type Others = [Person, Person, Person, Person, Person]; // the Playground needs exactly five

const jane = person(101, 'nurse-jane', 'Jane Okafor (School Nurse)');
const mo = person(102, 'manager-mo', 'Mo Hussain (MASH Manager)');
const dee = person(103, 'deputy-dee', 'Dee Alvarez (Deputy Service Manager)');

const mashTeam: Others = [
  person(104, 'practitioner-pat', 'Pat Lee (MASH Practitioner)'),
  person(105, 'practitioner-sam', 'Sam Osei (MASH Practitioner)'),
  person(106, 'police-pete', 'Pete Shaw (MASH Police Sergeant)'),
  person(107, 'health-nia', 'Nia Evans (MASH Health Practitioner)'),
  person(108, 'support-bea', 'Bea Novak (MASH Business Support)'),
];
const otherStaff: Others = [
  person(109, 'teacher-tom', 'Tom Reed (Teacher)'),
  person(110, 'gp-gita', 'Gita Rao (GP)'),
  person(111, 'youth-lou', 'Lou Grant (Youth Worker)'),
  person(112, 'housing-amy', 'Amy Clark (Housing Officer)'),
  person(113, 'shelter-vic', 'Vic Moss (Night Shelter)'),
];

/** A team. Its id is also the id of its General channel, as in Teams. */
function team(number: number, { key, name, channel }: { key: string; name: string; channel: string }) {
  return {
    id: `19:${key}-general@thread.tacv2`,
    name,
    aadGroupId: guid(number),
    channel: { id: `19:${key}-channel@thread.tacv2`, name: channel },
  };
}

/** A window with its own port and person, because the Playground cannot switch users in the page. */
function windowOf(
  title: string,
  port: number,
  user: Person,
  seen: { others: Others; group: string; team: ReturnType<typeof team> },
) {
  const key = user.givenName.toLowerCase();
  const group = { id: `19:group-of-${key}@thread.v2`, name: seen.group };
  return { title, port, user, others: seen.others, chat: `a:chat-with-${key}`, group, team: seen.team };
}
export type LocalWindow = ReturnType<typeof windowOf>;

const referrer = windowOf('Referrer', 56150, jane, {
  others: otherStaff,
  group: 'Worried colleagues',
  team: team(201, { key: 'school-nurses', name: 'School Nurses', channel: 'Staff room' }),
});
const mash = windowOf('MASH', 56151, mo, {
  others: mashTeam,
  group: 'Strategy meeting',
  team: team(202, { key: 'mash', name: 'Hertfordshire MASH', channel: 'Referrals' }),
});
// Dee is not in the MASH window's roster, because nobody could see the messages that window would receive for her.
const escalation = windowOf('Escalation', 56152, dee, {
  others: otherStaff,
  group: 'Managers on call',
  team: team(203, { key: 'service-managers', name: 'Service Managers', channel: 'Duty rota' }),
});

export const WINDOWS: readonly LocalWindow[] = [referrer, mash, escalation];

/** The ids that local mode uses unless the environment names others. */
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
