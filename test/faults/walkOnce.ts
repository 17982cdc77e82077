import { Walk } from '../support/walk/walk.ts';

// A window of its own, which asks for one image: node walkOnce.ts STORAGE IMAGES BASE_URL KEY PROMPT. It prints where the
// image was saved.

const [, , storage = '', images = '', baseUrl = '', key = '', prompt = ''] = process.argv;
const walk = new Walk({ storage, images }, { baseUrl, key });
const { saved } = await walk.generate({ prompt, model: 'gpt-image-2', count: 1 });
console.log(saved.map(({ uri }) => uri.path).join());
await walk.dispose();
