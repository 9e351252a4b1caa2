/** One build of three parts: main (with core and the command line beside it), preload, and the window. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;
const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };

/** Programs of the main build by output name; the check of real samples is a development tool and may be absent. */
function programs(): Record<string, string> {
  const entries: Record<string, string> = {
    index: resolve(root, 'electron/main/index.ts'),
    core: resolve(root, 'electron/core/process.ts'),
    cli: resolve(root, 'electron/cli/index.ts'),
  };
  const samples = resolve(root, 'electron/cli/check-samples.ts');
  return existsSync(samples) ? { ...entries, 'check-samples': samples } : entries;
}

export default defineConfig({
  main: {
    build: {
      outDir: resolve(root, 'out/main'),
      // The oldest Node this has to run on: the command line under plain Node, core under Electron 33.
      target: 'node20.18',
      sourcemap: false,
      externalizeDeps: { include: Object.keys(manifest.dependencies) },
      rolldownOptions: {
        input: programs(),
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
      rolldownOptions: { input: { index: resolve(root, 'renderer/index.html') } },
    },
    server: { host: '127.0.0.1', port: 5173, strictPort: false },
  },
});
