import { expect, it } from 'vitest';
import { placeWindow } from '../../electron/main/windows/bounds';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const saved = { x: 100, y: 50, width: 1200, height: 800, maximized: false };

it('opens at the default size when nothing was saved', () => {
  expect(placeWindow(null, [screen])).toEqual({ width: 1440, height: 900 });
});

it('fits a small screen, down to the least useful size', () => {
  expect(placeWindow(null, [{ ...screen, width: 1280, height: 720 }])).toEqual({ width: 1280, height: 720 });
  expect(placeWindow(null, [{ ...screen, width: 800, height: 480 }])).toEqual({ width: 900, height: 600 });
});

it('comes back where it was left, on any screen', () => {
  expect(placeWindow(saved, [screen])).toEqual({ x: 100, y: 50, width: 1200, height: 800 });
  expect(placeWindow({ ...saved, x: 2000 }, [screen, { ...screen, x: 1920 }])).toMatchObject({ x: 2000 });
});

it.each([
  ['to the right', { x: 1900, y: 50 }],
  ['to the left', { x: -1150, y: 50 }],
  ['above', { x: 100, y: -20 }],
  ['below', { x: 100, y: 1050 }],
])('does not come back where it cannot be reached: %s', (_where, place) => {
  expect(placeWindow({ ...saved, ...place }, [screen])).toEqual({ width: 1440, height: 900 });
});
