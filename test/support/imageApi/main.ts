import { parseArgs } from 'node:util';
import { startImageApi } from './server.ts';

// For use by hand: node test/support/imageApi/main.ts [--port N]

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const api = await startImageApi({ port: Number(values.port), anyModel: true, preview: true });
console.log(`Base URL: ${api.baseUrl}\nKey:      ${api.key}`);
