/**
 * The parts of undici that are used, and nothing that touches the host: its index, its fetch and `lib/global.js` replace
 * the dispatcher of every extension's fetch. Bundled as a file of its own, loaded at the first request.
 */
import Agent from 'undici/lib/dispatcher/agent.js';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
import EnvHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js';
import connect from 'undici/lib/api/api-connect.js';

// ProxyAgent calls `connect`, which only undici's index adds.
Dispatcher.prototype.connect = connect;

export { Agent, EnvHttpProxyAgent };
