import type { Answer } from './answers.ts';
import type { Reply } from './exchange.ts';
import type { Body } from './gateway.ts';

/** The same answer as a stream of events. */
export function eventsReply(answer: Answer, body: Body): Reply {
  const events = answer.model === undefined ? openAiEvents(answer, body) : arkEvents(answer);
  const lines = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  const text = `${lines.join('')}data: [DONE]\n\n`;
  return { status: 200, headers: { 'content-type': 'text/event-stream; charset=utf-8' }, body: Buffer.from(text) };
}

/** Previews show the final picture, since what they show does not matter here. */
function openAiEvents({ data, created, usage, ...echo }: Answer, body: Body) {
  return data.flatMap(({ b64_json: image }) => [
    ...Array.from({ length: body.partial_images ?? 0 }, (_, index) => ({
      type: 'image_generation.partial_image',
      b64_json: image,
      created_at: created,
      ...echo,
      partial_image_index: index,
    })),
    { type: 'image_generation.completed', b64_json: image, created_at: created, ...echo, usage },
  ]);
}

function arkEvents({ data, created, model, usage }: Answer) {
  return [
    ...data.map((image, index) => ({
      type: 'image_generation.partial_succeeded',
      model,
      created,
      image_index: index,
      ...image,
    })),
    { type: 'image_generation.completed', model, created, usage },
  ];
}
