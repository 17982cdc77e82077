import { startImageApi, type ImageApi, type ImageApiOptions } from '../imageApi/server.ts';
import { changeSettings } from './settings.ts';

export interface ServiceUnderTest {
  readonly api: ImageApi;
  stop(): Promise<void>;
}

/** The stand-in service, as the base URL of this window. It asks for no key, like most servers on one's own machine. */
export async function useImageApi(options: ImageApiOptions = {}): Promise<ServiceUnderTest> {
  const api = await startImageApi({ keys: [], ...options });
  const restore = await changeSettings({ 'paperBoat.baseUrl': api.baseUrl });
  return {
    api,
    stop: async () => {
      await restore();
      await api.close();
    },
  };
}
