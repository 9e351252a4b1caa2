/** Where the window stands: as it was left, unless that place is gone. */
import type { SavedBounds } from '../preferences-store';

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** In device-independent pixels. */
export const defaultSize = { width: 1440, height: 900 };
export const minimumSize = { width: 900, height: 600 };

/** So much of the title bar has to be on a screen that the window can be taken hold of. */
const grip = 100;

/**
 * The place of the window: the saved one when enough of it lies on a screen, else the system chooses for the default size, or as much of it
 * as the first screen holds.
 */
export function placeWindow(saved: SavedBounds | null, screens: readonly Area[]): Partial<Area> & { width: number; height: number } {
  if (saved && screens.some((screen) => isReachable(saved, screen))) {
    const { x, y, width, height } = saved;
    return { x, y, width: Math.max(width, minimumSize.width), height: Math.max(height, minimumSize.height) };
  }
  const [first] = screens;
  return {
    width: Math.max(minimumSize.width, Math.min(defaultSize.width, first?.width ?? defaultSize.width)),
    height: Math.max(minimumSize.height, Math.min(defaultSize.height, first?.height ?? defaultSize.height)),
  };
}

function isReachable(window: Area, screen: Area): boolean {
  const visible = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  return visible >= grip && window.y >= screen.y && window.y <= screen.y + screen.height - grip;
}
