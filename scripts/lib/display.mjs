// @ts-check
/** Screens, real and virtual, and the switches that Electron needs on this machine. */
import { run } from './run.mjs';
import { say } from './say.mjs';
import { ensureVirtualDisplay } from './system.mjs';

/**
 * Whether windows can be shown: always outside Linux, there when an X or Wayland display is named.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [platform]
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

/**
 * Command-line switches for every start of Electron by a script or a test (never by the packaged app).
 * Chromium refuses to run as root with its sandbox; a desktop without X needs Wayland to be named.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {{ platform?: string, uid?: number | undefined }} [machine]
 * @returns {string[]}
 */
export function electronSwitches(env = process.env, machine = { platform: process.platform, uid: process.getuid?.() }) {
  const switches = machine.uid === 0 ? ['--no-sandbox'] : [];
  if (machine.platform === 'linux' && !env.DISPLAY && env.WAYLAND_DISPLAY) switches.push('--ozone-platform=wayland');
  return switches;
}

/**
 * Starts this very script again under a virtual display when there is no real one.
 * @returns {Promise<number | null>} the exit code of that second run, or null when a display is there and the caller can go on
 */
export async function rerunUnderDisplay() {
  if (hasDisplay()) return null;
  await ensureVirtualDisplay();
  say('display: none here, using a virtual one (xvfb-run)');
  const screen = '-screen 0 1600x1000x24';
  return (await run('xvfb-run', ['-a', '-s', screen, process.execPath, ...process.argv.slice(1)])).code;
}
