import { useImageApi, type ServiceUnderTest } from './service.ts';
import { startStranger, type Stranger } from './stranger.ts';

export interface Servers {
  readonly service: ServiceUnderTest;
  readonly stranger: Stranger;
}

/** The user's service and a stranger's server, for all tests of the suite that calls this. */
export function serversOfSuite(): () => Servers {
  let servers: Servers | undefined;
  suiteSetup(async () => {
    servers = { service: await useImageApi(), stranger: await startStranger() };
  });
  suiteTeardown(async () => {
    await servers?.service.stop();
    await servers?.stranger.close();
  });
  return () => {
    if (!servers) throw new Error('The servers are started before the tests.');
    return servers;
  };
}
