import { test } from '@playwright/test';

test.use({ screenshot: 'off' }); // those that Playwright takes by itself know no mask

test('till', async ({ page }, testInfo) => {
  await page.goto('till.html');
  await page.screenshot({ path: testInfo.outputPath('till.png'), mask: [page.locator('.customer')] });
});
