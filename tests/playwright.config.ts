import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

const results = resolve(import.meta.dirname, '../test-results');

export default defineConfig({
  testDir: resolve(import.meta.dirname, 'e2e'),
  testMatch: '**/*.e2e.ts',
  outputDir: resolve(results, 'e2e'),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // Every test starts an app of its own; two at a time would only measure the machine.
  workers: 1,
  fullyParallel: false,
  // On a shared machine one more try tells a slow moment from a fault; it is listed as flaky. At a desk every failure counts.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: resolve(results, 'e2e.json') }]],
});
