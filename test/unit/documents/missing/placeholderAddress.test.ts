import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeholderAddress } from '../../../../src/documents/missing/placeholderAddress.ts';

const sizes: readonly (readonly [address: string, size: string | undefined])[] = [
  ['https://placehold.co/600x400', '600x400'],
  ['https://placehold.co/600x400/000000/FFFFFF/png', '600x400'],
  ['https://placehold.co/600x400.png?text=Hello+World', '600x400'],
  ['https://placehold.co/400', '400x400'],
  ['https://placehold.co/600X400@2x.webp', '600x400'],
  ['//placehold.co/300x200', '300x200'],
  ['http://via.placeholder.com/350x150', '350x150'],
  ['https://via.placeholder.com/150.png?text=boat', '150x150'],
  ['https://via.placeholder.com/', undefined],
  ['https://picsum.photos/200/300', '200x300'],
  ['https://picsum.photos/200', '200x200'],
  ['https://picsum.photos/id/237/200/300.jpg', '200x300'],
  ['https://picsum.photos/seed/boat/200/300?grayscale', '200x300'],
  ['https://fastly.picsum.photos/id/1/640/480.webp', '640x480'],
  ['https://dummyimage.com/600x400/000/fff&text=x', '600x400'],
  ['https://dummyimage.com/300', '300x300'],
  ['https://api.lorem.space/image/house?w=150&h=220', '150x220'],
  ['https://lorem.space/', undefined],
  ['https://placehold.co/99999999x1', undefined],
  ['https://placehold.co/0x0', undefined],
];

for (const [address, size] of sizes)
  test(`${address} is a placeholder of ${size ?? 'no known size'}`, () => {
    const found = placeholderAddress(address);
    assert.equal(found?.size && `${found.size.width}x${found.size.height}`, size);
    assert.ok(found);
  });

for (const address of [
  'https://example.com/600x400.png',
  'https://placehold.com/600x400',
  'https://notplacehold.co/600x400',
  'https://example.com/?u=https://placehold.co/600x400',
  'images/placehold.co/600x400.png',
  'data:image/png;base64,AAAA',
  'https://',
  'javascript:alert(1)',
  '',
])
  test(`${JSON.stringify(address)} is no placeholder`, () => {
    assert.equal(placeholderAddress(address), undefined);
  });
