// Small real files, each 8 x 8 pixels whatever size was asked for: sky above, water below. Only PNG is drawn to size.

export const jpegFixture = Buffer.from(
  '/9j/2wBDAA0NDQ0ODQ4QEA4UFhMWFB4bGRkbHi0gIiAiIC1EKjIqKjIqRDxJOzc7STxsVUtLVWx9aWNpfZeHh5e+tb75+f//2wBDAQ0NDQ0O' +
    'DQ4QEA4UFhMWFB4bGRkbHi0gIiAiIC1EKjIqKjIqRDxJOzc7STxsVUtLVWx9aWNpfZeHh5e+tb75+f//wgARCAAIAAgDASIAAhEBAxEB/8QA' +
    'FQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUAQEAAAAAAAAAAAAAAAAAAAAF/9oADAMBAAIQAxAAAACmEjv/xAAaEAAABwAAAAAAAAAAAAAAAAAA' +
    'AgMEFlOR/9oACAEBAAE/AJCyrWwo/8QAFhEAAwAAAAAAAAAAAAAAAAAAAAIT/9oACAECAQE/AJqf/8QAFhEAAwAAAAAAAAAAAAAAAAAAAAES' +
    '/9oACAEDAQE/ALZ//9k=',
  'base64',
);

export const webpFixture = Buffer.from('UklGRiQAAABXRUJQVlA4TBcAAAAvB8ABAA/wweu/0Z4Tfv7jAfMf0f8ABwA=', 'base64');

export const gifFixture = Buffer.from(
  'R0lGODlhCAAIAIEAAExpcbTX8CNajAAAACH5BAUAAAAALAAAAAAIAAgAAAIKjI+pyygPo5ywAAA7',
  'base64',
);

export const avifFixture = Buffer.from(
  'AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9j' +
    'AAAAAERAAAEAAQAAAAAA+gABAAAAAAAAAC0AAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABhdjAxAAAAAA5waXRtAAAAAAABAAAAVmlw' +
    'cnAAAAA4aXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAAAgAAAAIAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMA' +
    'AAA1bWRhdBIACgg4CL9pAQ0GkDIfGUJjBMAANAIokEEIMG/6yRR/AGmRESt4jruIOAxDEA==',
  'base64',
);

export const svgFixture = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8" viewBox="0 0 8 8">' +
    '<path fill="#b4d7f0" d="M0 0h8v5H0z"/><path fill="#235a8c" d="M0 5h8v3H0z"/></svg>\n',
);
