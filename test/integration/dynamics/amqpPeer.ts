import type { AddressInfo, Server } from 'node:net';
import rhea, { type Connection, type EventContext, type Sender } from 'rhea';

const accepted = (rhea.message as unknown as { accepted(): { described(): never } }).accepted();

/** A message of the peer's queue and what the client did with it. */
export interface QueueMessage {
  readonly id: string;
  readonly body: Buffer | string;
  state: 'waiting' | 'locked' | 'completed' | 'dead-lettered' | 'released';
  reason?: string;
}

export interface AmqpPeer {
  readonly connectionString: string;
  readonly messages: QueueMessage[];
  /** Answers to `$cbs` from now on: 202, or 401 as for a wrong key. */
  cbsStatus: number;
  put(id: string, body: Buffer | string): void;
  /** Locked messages lie in the queue again, as after the lock ran out. */
  unlock(): void;
  dropConnections(): void;
  close(): Promise<void>;
}

/** What a Service Bus client needs of a namespace: `$cbs`, one queue in peek-lock with credit and drain, dispositions. */
export async function amqpPeer(queue: string): Promise<AmqpPeer> {
  const messages: QueueMessage[] = [];
  const senders = new Set<Sender>();
  const open = new Set<Connection>();
  const container = rhea.create_container({ id: 'peer', non_fatal_errors: [] });
  const cbs = new Map<Connection, Sender>();
  const tags = new Map<string, QueueMessage>();

  const deliver = (sender: Sender): void => {
    for (const message of messages) {
      if (message.state !== 'waiting' || !sender.sendable()) continue;
      message.state = 'locked';
      // Service Bus takes the lock's id from the delivery's tag: a GUID.
      const tag = Buffer.alloc(16);
      tag.writeUInt32LE(tags.size + 1, 0);
      tags.set(tag.toString('hex'), message);
      sender.send(
        {
          message_id: message.id,
          message_annotations: {
            'x-opt-sequence-number': rhea.types.wrap_long(tags.size),
            'x-opt-enqueued-time': rhea.types.wrap_timestamp(Date.UTC(2026, 1, 1)),
            'x-opt-locked-until': rhea.types.wrap_timestamp(Date.UTC(2126, 1, 1)),
          },
          body: rhea.message.data_section(Buffer.from(message.body)),
        },
        tag,
      );
    }
  };

  container.on('connection_open', ({ connection }: EventContext) => open.add(connection));
  container.on('sender_open', ({ sender, connection }: EventContext) => {
    if (!sender) return;
    const address = (sender.source as { address?: string } | undefined)?.address ?? '';
    sender.set_source({ address });
    if (address === '$cbs') cbs.set(connection, sender);
    else if (address === queue) senders.add(sender);
    else sender.close({ condition: 'amqp:not-found', description: `The messaging entity '${address}' could not be found.` });
  });
  container.on('receiver_open', ({ receiver }: EventContext) => receiver?.set_target({ address: '$cbs' }));
  container.on('message', ({ message, connection, delivery }: EventContext) => {
    delivery?.accept();
    cbs.get(connection)?.send({
      correlation_id: message?.message_id,
      to: message?.reply_to,
      application_properties: {
        'status-code': peer.cbsStatus,
        'status-description': peer.cbsStatus === 202 ? 'Accepted' : 'InvalidSignature',
      },
      body: '',
    } as never);
  });
  container.on('sendable', ({ sender }: EventContext) => sender && senders.has(sender) && deliver(sender));
  // A client that waits no longer takes its credit back: what is there goes, then the link says that it is empty.
  container.on('sender_draining', ({ sender }: EventContext) => {
    if (!sender || !senders.has(sender)) return;
    deliver(sender);
    (sender as unknown as { set_drained(on: boolean): void }).set_drained(true);
  });
  container.on('sender_close', ({ sender }: EventContext) => sender && senders.delete(sender));
  const settled =
    (state: QueueMessage['state']) =>
    ({ delivery }: EventContext): void => {
      const message = tags.get(Buffer.from(delivery?.tag as never).toString('hex'));
      if (!message) return;
      message.state = state;
      const info = (delivery as unknown as { remote_state?: { error?: { info?: Record<string, string> } } }).remote_state?.error
        ?.info;
      const reason = info?.['DeadLetterErrorDescription'];
      if (reason !== undefined) message.reason = reason;
      // Settled from our side too: the client waits for it.
      delivery?.update(true, accepted.described());
    };
  container.on('accepted', settled('completed'));
  container.on('rejected', settled('dead-lettered'));
  container.on('released', settled('released'));
  container.on('modified', settled('released'));
  for (const quiet of [
    'error',
    'connection_error',
    'disconnected',
    'protocol_error',
    'session_error',
    'sender_error',
    'receiver_error',
  ])
    container.on(quiet, () => undefined);

  const server = await listen(container);
  const { port } = server.address() as AddressInfo;
  const peer: AmqpPeer = {
    connectionString: `Endpoint=sb://127.0.0.1:${port};SharedAccessKeyName=listen;SharedAccessKey=cHJhY3RpY2U=;UseDevelopmentEmulator=true;`,
    messages,
    cbsStatus: 202,
    put(id, body) {
      messages.push({ id, body, state: 'waiting' });
      for (const sender of senders) deliver(sender);
    },
    unlock: () => messages.forEach((message) => message.state === 'locked' && (message.state = 'waiting')),
    dropConnections: () =>
      open.forEach((connection) => (connection as unknown as { socket?: { destroy(): void } }).socket?.destroy()),
    close: () =>
      new Promise((resolve) => {
        peer.dropConnections();
        server.close(() => resolve());
      }),
  };
  return peer;
}

function listen(container: { listen(options: object): unknown }): Promise<Server> {
  return new Promise((resolve) => {
    const server = container.listen({ port: 0, host: '127.0.0.1' }) as Server;
    server.on('listening', () => resolve(server));
  });
}
