/**
 * Where Microsoft's clouds run the connector of Teams. Named whole: anybody can have a name under trafficmanager.net.
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

/** Where the bot may be told to answer: what it sends there holds cases, and the token by which it speaks as the bot. */
export interface Callable {
  local: boolean; // then on this machine and nowhere else
  serviceHosts: readonly string[]; // further hosts, for other clouds and for tests
}

/** Whether the bot may call this address: HTTPS to a host of Teams or one that was added; on this machine, plain HTTP too. */
export function mayBeCalled(serviceUrl: string, { local, serviceHosts }: Callable): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname } = new URL(serviceUrl);
  const isHere = thisMachine.includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && isHere)) return false;
  return local ? isHere : hostsOfTeams.includes(hostname) || serviceHosts.includes(hostname);
}
