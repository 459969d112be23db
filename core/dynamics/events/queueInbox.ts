import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { isLoopback } from '#core/domain/connection.ts';
import type { EventInbox } from './events.types.ts';
import { badConnectionString, inboxError } from './inboxErrors.ts';

const mostAtOnce = 50;
/** How long a pull waits for the first message. */
const waitMs = 20_000;

/**
 * A Service Bus queue. Messages are locked while they are handled and come again when that fails; what is no event goes
 * to the queue's dead letters. The library is loaded here, with the first use.
 */
export async function queueInbox(queue: string, connectionString: string): Promise<EventInbox> {
  checkConnectionString(connectionString);
  const place = `Service Bus queue ${queue}`;
  const { ServiceBusClient } = await import('@azure/service-bus');
  // One attempt: the reader has a pause of its own, and says what is wrong meanwhile.
  const client = new ServiceBusClient(connectionString, { retryOptions: { maxRetries: 0, timeoutInMs: 15_000 } });
  // The body stays as it came: numbers are read by their text.
  const receiver = client.createReceiver(queue, { receiveMode: 'peekLock', skipParsingBodyAsJson: true });
  const settle = async (work: Promise<void>): Promise<void> => {
    await work.catch((thrown: unknown) => {
      throw inboxError(thrown, place);
    });
  };
  return {
    async take(signal) {
      const messages = await receiver
        .receiveMessages(mostAtOnce, { maxWaitTimeInMs: waitMs, abortSignal: signal })
        .catch((thrown: unknown) => {
          if (signal.aborted) return [];
          throw inboxError(thrown, place);
        });
      return messages.map((message) => ({
        name: String(message.messageId ?? ''),
        text: bodyOf(message),
        done: () => settle(receiver.completeMessage(message)),
        setAside: (why) =>
          settle(receiver.deadLetterMessage(message, { deadLetterReason: 'no business event', deadLetterErrorDescription: why })),
      }));
    },
    async close() {
      await client.close().catch(() => undefined);
    },
  };
}

function bodyOf({ body }: ServiceBusReceivedMessage): string {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : JSON.stringify(body ?? '');
}

/** Only the emulator speaks without TLS, and only on this machine. */
function checkConnectionString(text: string): void {
  const host = /(?:^|;)\s*Endpoint=sb:\/\/([^/;]+)/i.exec(text)?.[1];
  if (host === undefined) throw badConnectionString('has no Endpoint=sb://…');
  if (/UseDevelopmentEmulator\s*=\s*true/i.test(text) && !isLoopback(`http://${host}`))
    throw badConnectionString('names the emulator on another machine, which speaks without TLS');
}
