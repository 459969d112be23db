import { contextBridge, ipcRenderer } from 'electron';
import type { IpcBridge } from '#core/contract/transports/ipc.ts';
import type { SequencedEvent } from '#core/contract/events.ts';
import { channels } from './bridge/channels.ts';

/** Closures only: the page never sees Electron's objects, nor the event that carried a message. */
const bridge: IpcBridge = {
  call: (request) => ipcRenderer.invoke(channels.call, request),
  cancel: (id) => ipcRenderer.send(channels.cancel, id),
  listen: (after, onEvent) => {
    const forward = (_event: unknown, sequenced: SequencedEvent): void => onEvent(sequenced);
    ipcRenderer.on(channels.event, forward);
    ipcRenderer.send(channels.listen, after);
    return () => void ipcRenderer.off(channels.event, forward);
  },
};

contextBridge.exposeInMainWorld('quayside', Object.freeze(bridge));
