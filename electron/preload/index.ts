/**
 * The bridge: the one object that the window is given. Its three functions reach three fixed channels; neither electron's modules nor their
 * events ever pass through it, and paths of files stay on this side.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge, CoreEvent } from '../../shared/contract';
import { callChannel, eventChannel, fileChannel } from '../../shared/contract/channels';

const bridge: Bridge = {
  call: (method, input) => ipcRenderer.invoke(callChannel, method, input),
  on: (listener) => {
    // The window gets what was said, never the event: that holds the sender.
    const hear = (_event: unknown, said: CoreEvent) => listener(said);
    ipcRenderer.on(eventChannel, hear);
    return () => {
      ipcRenderer.removeListener(eventChannel, hear);
    };
  },
  registerFile: (file) => {
    const path = webUtils.getPathForFile(file);
    // A File that a script has put together lies nowhere.
    return path === '' ? Promise.resolve(null) : ipcRenderer.invoke(fileChannel, path);
  },
};

contextBridge.exposeInMainWorld('tonghao', Object.freeze(bridge));
