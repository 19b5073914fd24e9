/**
 * The hosts of the Teams connector in Microsoft's clouds. They are full names, because anybody can get a name under
 * trafficmanager.net.
 * @source Microsoft Teams SDK, "Service URL validation": public and GCC, GCC High, DoD, China
 */
const hostsOfTeams = [
  'smba.trafficmanager.net',
  'smba.onyx.prod.teams.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
  'frontend.botapi.msg.infra.teams.microsoftonline.cn',
];

const thisMachine = ['localhost', '127.0.0.1', '[::1]'];

/** The hosts to which the bot may send. What it sends holds cases and the token that proves it is the bot. */
export interface CallableHosts {
  local: boolean; // then only this machine
  serviceHosts: readonly string[]; // further hosts, for other clouds and for tests
}

/** Whether the bot may call this address: HTTPS to a host of Teams or an added host, or plain HTTP on this machine. */
export function isCallable(serviceUrl: string, { local, serviceHosts }: CallableHosts): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname } = new URL(serviceUrl);
  const isHere = thisMachine.includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && isHere)) return false;
  return local ? isHere : hostsOfTeams.includes(hostname) || serviceHosts.includes(hostname);
}
