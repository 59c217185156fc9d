/** The browser tests: the site, the offline folder opened as a file, and a phone. */
import { defineConfig } from '@playwright/test';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const site = 'http://127.0.0.1:4110/';

export default defineConfig({
  testDir: './e2e',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env['CI'],
  retries: 0,
  reporter: process.env['CI'] ? [['line']] : [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath, args },
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'site', use: { baseURL: site }, grepInvert: /@phone/ },
    {
      name: 'file',
      use: { baseURL: `file://${process.cwd()}/build-offline/index.html` },
      grep: /@file/,
    },
    {
      name: 'phone',
      use: {
        baseURL: site,
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
      },
      grep: /@phone/,
    },
  ],
  webServer: {
    command: 'docusaurus serve --no-open --host 127.0.0.1 --port 4110 --dir build',
    url: site,
    reuseExistingServer: !process.env['CI'],
    timeout: 30_000,
  },
});
