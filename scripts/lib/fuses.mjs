// @ts-check
/** The switches burnt into an Electron executable, compared with what they must be. */

/** What the packaged app must have; the same list is what electron-builder.yml asks for. */
export const packagedFuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

/**
 * Names of fuses that are not set as wanted.
 * @param {string} executable
 * @param {Partial<typeof packagedFuses>} wanted
 * @returns {Promise<string[]>}
 */
export async function wrongFuses(executable, wanted) {
  const { FuseState, FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses');
  const wire = await getCurrentFuseWire(executable);
  return Object.entries(wanted).flatMap(([name, on]) => {
    const state = wire[FuseV1Options[/** @type {keyof typeof packagedFuses} */ (name)]];
    return state === (on ? FuseState.ENABLE : FuseState.DISABLE) ? [] : [name];
  });
}
