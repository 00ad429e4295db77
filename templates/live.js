// SPDX-License-Identifier: MIT
// What a page does while `qalam watch` serves it: it shows the messages about
// its text, each at its line, and loads anew when its brief was built. It is in
// no file that qalam writes.
(function () {
    'use strict';
    const since = document.currentScript.dataset.since;
    const page = nameOf(location.pathname);
    const place = 'qalam-place:' + page;
    const words = { error: 'Error', warning: 'Warning', note: 'Note' };
    let brief = false; // this page is that of one, as far as is known
    let placed = false; // the reader is where he was before
    let shown = []; // what was added for messages

    function nameOf(path) {
        const name = decodeURIComponent(path).slice(1);
        return name === '' || name.endsWith('/') ? name + 'index.html' : name;
    }

    function make(tag, name, ...inside) {
        const element = document.createElement(tag);
        if (name) element.className = name;
        element.append(...inside);
        return element;
    }

    // ----- Where the reader is -----

    // Blocks with a line, titles in the list of contents aside.
    function blocks() {
        return Array.from(document.querySelectorAll('main [data-line]'))
            .filter(e => !/^(A|SPAN|BDI)$/.test(e.tagName));
    }

    // The block at the top of the window, and how far from it.
    function keepPlace() {
        if (!placed) return; // loaded anew before it was there
        const all = blocks();
        const index = all.findIndex(e => e.getBoundingClientRect().bottom > 0);
        const top = index < 0 ? 0 : all[index].getBoundingClientRect().top;
        sessionStorage.setItem(place, JSON.stringify({ y: scrollY, index, top }));
    }

    function goToPlace() {
        placed = true;
        const kept = JSON.parse(sessionStorage.getItem(place) || 'null');
        sessionStorage.removeItem(place);
        if (!kept) return;
        const block = kept.index < 0 ? null : blocks()[kept.index];
        const y = block && kept.y > 0
            ? scrollY + block.getBoundingClientRect().top - kept.top : kept.y;
        scrollTo({ top: y, behavior: 'instant' });
    }

    function loadAnew() {
        history.scrollRestoration = 'manual';
        keepPlace();
        location.reload();
    }

    // ----- One message -----

    // The line of the source, with the character that is meant marked.
    function excerpt(message) {
        const code = make('code', 'qalam-excerpt');
        const [first = ' ', ...rest] = Array.from(message.after);
        code.dir = 'auto';
        code.append(message.before, make('mark', '', first), rest.join(''));
        return code;
    }

    function where(message) {
        return message.line
            ? 'line ' + message.line + ', column ' + message.column : '';
    }

    function details(message) {
        const box = make('div', 'qalam-details');
        if (message.after !== undefined) box.append(excerpt(message));
        if (message.remedy)
            box.append(make('p', 'qalam-remedy', message.remedy));
        return box;
    }

    function headline(message, link) {
        const text = make('bdi', 'qalam-text', message.text);
        const line = make('p', 'qalam-line',
            make('strong', 'qalam-level', words[message.level] + ':'), ' ');
        if (link) {
            const a = make('a', '', text);
            a.href = '#' + link;
            line.append(a);
        } else {
            line.append(text);
        }
        const tail = make('span', 'qalam-where',
            [where(message), '[' + message.name + ']'].filter(Boolean).join(' '));
        line.append(' ', tail);
        return line;
    }

    // ----- At its line -----

    // The last block that begins at the line or before it; what stands in the
    // front matter belongs to the title.
    function blockOf(message, all) {
        let found = null;
        for (const block of all)
            if (+block.dataset.line <= message.line &&
                (!found || +block.dataset.line >= +found.dataset.line))
                found = block;
        return found || (all.length ? document.querySelector('main h1') : null);
    }

    function put(box, block, last) {
        const after = last.get(block);
        if (after)
            after.after(box);
        else if (/^(LI|TD|TH|CAPTION|FIGCAPTION|ASIDE|DIV)$/.test(block.tagName))
            block.append(box);
        else
            (block.closest('.scroll') || block).after(box);
        last.set(block, box);
    }

    function english(element) {
        element.lang = 'en';
        element.dir = 'ltr';
        shown.push(element);
        return element;
    }

    function showAtLine(message, number, all, last) {
        const block = message.line ? blockOf(message, all) : null;
        if (!block) return '';
        const box = english(make('div', 'qalam-message qalam-' + message.level,
            headline(message), details(message)));
        box.id = 'qalam-message-' + number;
        box.setAttribute('role', 'note');
        box.tabIndex = -1;
        put(box, block, last);
        return box.id;
    }

    // ----- All of them, at the top -----

    function counted(messages) {
        const parts = [];
        for (const level of ['error', 'warning', 'note']) {
            const count = messages.filter(m => m.level === level).length;
            if (count)
                parts.push(count + ' ' + level + (count > 1 ? 's' : ''));
        }
        return parts.join(', ');
    }

    function summary(answer) {
        const count = counted(answer.messages);
        if (answer.briefs && answer.briefs.length)
            return 'Not built: you see the last good version of these briefs.';
        if (answer.failed)
            return answer.file + ' could not be built (' + count +
                '). You see its last good version.';
        return count ? answer.file + ': ' + count : '';
    }

    function listOf(answer) {
        const list = make('ul', 'qalam-list');
        const all = blocks(), last = new Map();
        answer.messages.forEach((message, i) => {
            // The last good version has other lines.
            const id = answer.failed
                ? '' : showAtLine(message, i + 1, all, last);
            const item = make('li', 'qalam-' + message.level,
                headline(message, id));
            if (!id) item.append(details(message));
            list.append(item);
        });
        for (const failed of answer.briefs || []) {
            const a = make('a', '', make('bdi', '', failed.file));
            a.href = '/' + failed.page.split('/').map(encodeURIComponent).join('/');
            list.append(make('li', 'qalam-error',
                make('strong', 'qalam-level', 'Error:'), ' ', a));
        }
        return list;
    }

    // Where one reads: that what is seen is not what was saved.
    function foot(answer) {
        const errors = answer.messages.filter(m => m.level === 'error').length;
        const briefs = (answer.briefs || []).length;
        if (!answer.failed && !briefs) return '';
        const [count, what] = briefs ? [briefs, 'brief'] : [errors, 'error'];
        const a = make('a', '', 'Not built: ' + count + ' ' + what +
            (count === 1 ? '' : 's'));
        a.href = '#qalam-messages';
        return make('p', 'qalam-foot', a);
    }

    function show(answer) {
        shown.forEach(element => element.remove());
        shown = [];
        const said = summary(answer);
        if (!said) return;
        const status = make('p', 'qalam-status');
        status.setAttribute('role', 'status');
        const section = english(make('section', 'qalam-messages', status));
        section.setAttribute('aria-label', 'Messages of qalam');
        section.id = 'qalam-messages';
        if (answer.failed) section.classList.add('qalam-error');
        const skip = document.querySelector('body > .skip');
        if (skip) skip.after(section);
        else document.body.prepend(section);
        const fold = make('details', '', make('summary', '', 'Messages'),
            listOf(answer));
        fold.open = answer.failed || answer.messages.length < 6;
        section.append(fold, foot(answer));
        // A status is read out when it changes, not when it comes.
        setTimeout(() => { status.textContent = said; }, 50);
    }

    async function showMessages() {
        const address = '/.qalam/messages/' +
            page.split('/').map(encodeURIComponent).join('/');
        const answer = await (await fetch(address)).json();
        if (brief && answer.file === undefined) return loadAnew();
        brief = answer.file !== undefined;
        show(answer);
    }

    // ----- What is told -----

    function takeSheet(path) {
        for (const link of document.querySelectorAll('link[rel=stylesheet]')) {
            const url = new URL(link.href);
            if (nameOf(url.pathname) !== path) continue;
            const fresh = link.cloneNode();
            url.search = '?' + Date.now();
            fresh.href = url;
            fresh.addEventListener('load', () => link.remove());
            link.after(fresh);
        }
    }

    function listen() {
        const events = new EventSource('/.qalam/events?since=' + since);
        const on = (name, act) => events.addEventListener(name,
            event => act(JSON.parse(event.data)));
        on('page', told => {
            if (told.page !== page) return;
            if (told.failed) showMessages();
            else loadAnew();
        });
        // Whether this is a brief is known when its messages are.
        on('list', () => ready.then(() => brief ? showMessages() : loadAnew()));
        on('style', told => takeSheet(told.sheet));
        on('all', loadAnew);
        addEventListener('pagehide', () => events.close());
    }

    const ready = showMessages().catch(() => {}).finally(goToPlace);
    listen();
})();
