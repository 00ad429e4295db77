// SPDX-License-Identifier: MIT
// What an editor sees: a page that is watched, in Chromium. Checks that it
// loads anew when its brief is saved, keeps the reader's place, shows messages
// at their lines, and passes axe with them.
//
// usage: node browser.mjs JUDGES ADDRESS FOLDER [PICTURES]
//     FOLDER: the briefs that are watched; ADDRESS: of the server
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const [judges, address, folder, pictures] = process.argv.slice(2);
const require = createRequire(resolve(judges, 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core'), 'utf8');

let passed = 0, failed = 0;
function check(good, what) {
    if (good) { passed++; return; }
    failed++;
    console.log('FAIL browser: ' + what);
}

async function faults(page) {
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run());
    return found.violations.map(v => v.id + ': ' +
        v.nodes.map(n => n.html.slice(0, 160)).join(' | '));
}

async function shot(page, name) {
    if (pictures)
        await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}

function edit(file, from, to) {
    const path = `${folder}/${file}`, text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    writeFileSync(path, text.replace(from, to));
}

// The element before a message, or around it, is the one that it is about.
// In one step: the script may be putting them anew.
const beside = page => page.evaluate(() =>
    [...document.querySelectorAll('.qalam-message')].map(box =>
        (box.previousElementSibling || box.parentElement).textContent));

async function oneBrief(page, width, file, words) {
    const name = file.replace('.md', '');
    await page.goto(`${address}/${name}.html`);
    await page.waitForSelector('.qalam-message');
    check((await page.textContent('.qalam-status')) !== null, 'no status');
    check((await beside(page)).some(t => t.includes(words.warned)),
        `${file}: the warning is not at its line: ${await beside(page)}`);
    await shot(page, `${name}-${width}-warning`);
    for (const fault of await faults(page)) check(false, `axe: ${fault}`);
    const wide = await page.evaluate(() =>
        document.documentElement.scrollWidth > innerWidth + 1);
    check(!wide, `${file} is wider than ${width} pixels`);

    // A change: the page has it, and the reader is where he was.
    await page.evaluate(() => scrollTo(0, 600));
    const before = await page.evaluate(() => scrollY);
    await page.evaluate(() => { window.old = true; });
    edit(file, words.before, words.after);
    await page.waitForFunction(() => !window.old);
    await page.waitForFunction(w => document.body.textContent.includes(w),
        words.after);
    await page.waitForSelector('.qalam-message');
    await page.waitForTimeout(150);
    const now = await page.evaluate(() => scrollY);
    check(Math.abs(now - before) < 40, `${file}: the place moved from ${before} to ${now}`);

    // An error: the last good page stays, and says so.
    await page.evaluate(() => { window.old = true; });
    edit(file, 'title: ', 'title: [');
    await page.waitForFunction(() =>
        /could not be built/.test(document.querySelector('.qalam-status')?.textContent));
    check(await page.evaluate(() => window.old), 'a failed brief loaded its page anew');
    check((await page.textContent('.qalam-messages mark')) !== '', 'no caret');
    // Wherever one reads, the foot of the window says so.
    for (const y of [0, 600]) {
        await page.evaluate(y => scrollTo(0, y), y);
        const seen = await page.evaluate(() => {
            const foot = document.querySelector('.qalam-foot');
            const at = document.elementFromPoint(innerWidth / 2, innerHeight - 8);
            return foot && foot.contains(at) ? foot.textContent : String(at);
        });
        check(seen === 'Not built: 1 error', `the foot of the window has: ${seen}`);
    }
    check((await page.textContent('body')).includes(words.after), 'the last good page went');
    await page.evaluate(() => scrollTo(0, 0));
    await shot(page, `${name}-${width}-error`);
    for (const fault of await faults(page)) check(false, `axe: ${fault}`);
    await page.reload();
    await page.waitForFunction(() =>
        /could not be built/.test(document.querySelector('.qalam-status')?.textContent));
    check((await page.textContent('main')).includes(words.after), 'after a load the last good page went');

    // Mended.
    edit(file, 'title: [', 'title: ');
    await page.waitForFunction(() => {
        const status = document.querySelector('.qalam-status');
        return status && status.textContent && !/could not/.test(status.textContent);
    });
    check(await page.$('.qalam-foot') === null, 'mended, and said not to be built');
    edit(file, words.after, words.before);
    await page.waitForFunction(w => document.querySelector('main').textContent.includes(w),
        words.before);
}

// A sheet is taken in without loading the page.
async function sheet(page) {
    await page.goto(`${address}/plain.html`);
    await page.evaluate(() => { window.old = true; });
    await page.waitForTimeout(300);
    writeFileSync(`${folder}/../out/assets/qalam.css`, 'body { color: rgb(1, 2, 3) }');
    writeFileSync(`${folder}/note.txt`, `${Date.now()}`);
    await page.waitForFunction(() =>
        getComputedStyle(document.body).color === 'rgb(1, 2, 3)');
    check(await page.evaluate(() => window.old), 'the page was loaded for its sheet');
}

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
});
try {
    for (const width of [1280, 390]) {
        const context = await browser.newContext({
            viewport: { width, height: 800 },
            colorScheme: width === 390 ? 'dark' : 'light',
        });
        const page = await context.newPage();
        page.setDefaultTimeout(15000);
        page.on('pageerror', error => check(false, `script: ${error}`));
        await oneBrief(page, width, 'water.md', {
            before: 'three years', after: 'fourteen years',
            warned: 'Count the wells',
        });
        await oneBrief(page, width, 'dari.fa.md', {
            before: 'سه سال', after: 'چهار سال', warned: 'چاه‌ها را بشمارید',
        });
        if (width === 390) await sheet(page);
        await context.close();
    }
} catch (error) {
    check(false, String(error));
} finally {
    await browser.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
