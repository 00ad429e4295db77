// SPDX-License-Identifier: MIT
// Prints what pdf.js sees in a PDF, as a browser would: every piece of text in
// the order of the content, with the roles of the tags that it stands in.
// usage: node pdfjs.mjs JUDGES FILE.pdf   (JSON on standard output)
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

// pdf.js asks for these when it is loaded; only drawing would use them.
globalThis.DOMMatrix ??= class {};
globalThis.Path2D ??= class {};
globalThis.ImageData ??= class {};

const [judges, file] = process.argv.slice(2);
const module = resolve(judges, "node_modules/pdfjs-dist/legacy/build/pdf.mjs");
const { getDocument } = await import(pathToFileURL(module));

// Content id -> roles from the document down.
function rolesOf(tree) {
    const roles = new Map();
    const walk = (node, path) => {
        if (node.type === "content") roles.set(node.id, path);
        for (const child of node.children ?? [])
            walk(child, node.role ? [...path, node.role] : path);
    };
    if (tree) walk(tree, []);
    return roles;
}

const task = getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 });
const pdf = await task.promise;
const metadata = await pdf.getMetadata();
const outline = (await pdf.getOutline()) ?? [];
const pages = [];
for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const roles = rolesOf(await page.getStructTree());
    const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
    const open = [];
    const items = [];
    for (const item of content.items) {
        if (item.type === "beginMarkedContent" || item.type === "beginMarkedContentProps")
            open.push(item.id ?? null);
        else if (item.type === "endMarkedContent") open.pop();
        else {
            const id = open.findLast((one) => one !== null);
            items.push({ text: item.str, eol: item.hasEOL, roles: roles.get(id) ?? null });
        }
    }
    pages.push(items);
}
const titles = (items) => items.flatMap((item) => [item.title, ...titles(item.items)]);
console.log(JSON.stringify({ title: metadata.info.Title, lang: metadata.info.Language, outline: titles(outline), pages }));
await task.destroy();
