/** One build of three parts: main (with core and the command line beside it), preload, and the window. */
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;

/** Programs of the main build by output name: the app, the core process behind its windows, the command line under plain Node, the thread that reads files. */
const programs = {
  index: resolve(root, 'electron/main/index.ts'),
  core: resolve(root, 'electron/core/process.ts'),
  cli: resolve(root, 'electron/cli/index.ts'),
  reader: resolve(root, 'electron/core/sync/reading/worker.ts'),
};

export default defineConfig({
  main: {
    build: {
      outDir: resolve(root, 'out/main'),
      // The oldest Node this has to run on: the command line under plain Node, core under Electron 33.
      target: 'node20.18',
      sourcemap: false,
      // A smaller file is read and compiled sooner at every start.
      minify: true,
      // All but the native driver is bundled: hundreds of small module files would be looked up at every start.
      externalizeDeps: false,
      rolldownOptions: {
        input: programs,
        external: ['sqlite3'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: resolve(root, 'out/preload'),
      target: 'node20.18',
      sourcemap: false,
      // A sandboxed preload can require nothing but electron: everything else is bundled into one CommonJS file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve(root, 'electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      target: 'chrome130',
      sourcemap: false,
      minify: true,
      // Inlined assets would become data: addresses, which the content security policy allows for images only.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { index: resolve(root, 'renderer/index.html') },
        // The first page comes as one script: every further file is a round trip before anything is shown.
        output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } },
      },
    },
    server: { host: '127.0.0.1', port: 5173, strictPort: false },
  },
});
