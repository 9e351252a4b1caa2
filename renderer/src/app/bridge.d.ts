import type { Bridge } from '../../../shared/contract';

declare global {
  interface Window {
    /** Given by the preload script; the window's only way out. */
    readonly tonghao: Bridge;
  }
}
