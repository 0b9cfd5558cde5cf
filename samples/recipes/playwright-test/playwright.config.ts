import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineConfig } from '@playwright/test';

// The system's browser; if there is none, that of `npx playwright install chromium`.
const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path => existsSync(path));

export default defineConfig({
  outputDir: 'test-results',
  use: {
    baseURL: pathToFileURL(join(__dirname, '../pages/')).href, // yours: http://localhost:8000
    screenshot: 'on',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? system,
      chromiumSandbox: process.getuid?.() !== 0, // Chromium has no sandbox for root
    },
  },
});
