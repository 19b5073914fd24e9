import { type Container, CosmosClient, type IndexingPolicy } from '@azure/cosmos';
import { type Charged, call, faultOf } from './cosmos-call.ts';

/**
 * Only fields that queries use are indexed: each further path would make every write dearer. The partition key has to
 * be listed like any other field. `id` is always indexed and cannot be listed.
 */
export const indexingPolicy: IndexingPolicy = {
  indexingMode: 'consistent',
  includedPaths: [
    ...['organisation', 'kind', 'author', 'status', 'changedAt', 'wakeAt', 'unsentSince', 'upNext', 'dueAt'],
    ...['heldBy', 'team', 'rush', 'trouble', 'keys/[]', 'body/sealed/key', '_ts'],
  ].map((field) => ({ path: `/${field}/?` })),
  excludedPaths: [{ path: '/*' }],
};

interface Access {
  endpoint: string;
  key: string | undefined; // undefined to use a managed identity of the machine
  clientId?: string | undefined; // of a user-assigned identity
}

export async function cosmosClient({ endpoint, ...access }: Access): Promise<CosmosClient> {
  return new CosmosClient({
    endpoint,
    ...(await credentials(access)),
    connectionPolicy: {
      enableEndpointDiscovery: !endpoint.startsWith('http:'), // only the emulator in tests uses plain HTTP
      requestTimeout: 3000,
      retryOptions: { maxRetryAttemptCount: 0, fixedRetryIntervalInMilliseconds: 0, maxWaitTimeInSeconds: 0 },
    },
  });
}

async function credentials({ key, clientId }: Omit<Access, 'endpoint'>) {
  if (key !== undefined) return { key };
  const { ManagedIdentityCredential } = await import('@azure/identity');
  return { aadCredentials: new ManagedIdentityCredential(clientId ? { clientId } : {}) };
}

/**
 * Opens the container. A missing database or container is created, if the credentials allow that. With an identity that
 * may only read and write data, both must exist already.
 * @throws CosmosFault when the service cannot be reached, when it refuses the credentials, or when the container
 *   neither exists nor can be created
 */
export async function containerOf(
  client: CosmosClient,
  name: string,
  until: AbortSignal,
  charged: Charged,
): Promise<Container> {
  const database = client.database(name);
  const container = database.container('documents');
  const body = { id: container.id, partitionKey: '/organisation', indexingPolicy };
  const allowed = [
    await isAllowed('create database', (how) => client.databases.createIfNotExists({ id: name }, how)),
    await isAllowed('create container', (how) => database.containers.createIfNotExists(body, how)),
  ];
  if (allowed.includes(false)) await isAllowed('read container', (how) => container.read(how));
  return container;

  async function isAllowed(operation: string, send: Parameters<typeof call>[3]) {
    try {
      await call(operation, until, charged, send);
      return true;
    } catch (error) {
      const { code } = faultOf(operation, error);
      if (code === 409) return true; // another instance created it at the same moment
      if (code === 403) return false;
      throw error;
    }
  }
}
