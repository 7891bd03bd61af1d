// Serves the app from this phone. The build writes VERSION and PACKS.
"use strict";
const VERSION = "{version}", PACKS = {packs};
const CACHE = "daybook-" + VERSION;
// What a worker asks for beyond the packs is kept from then on.
const CLOSER = /\/closer[^/]*$/;

// A new version first brings every language that is kept here; only then the old one goes.
addEventListener("install", (event) => event.waitUntil((async () => {
  for (const old of await mine()) {
    const kept = await (await caches.open(old)).keys();
    for (const pack of PACKS) if (kept.some((one) => one.url.endsWith("/packs/" + pack))) await unpack(pack);
    const cache = await caches.open(CACHE);
    for (const { url } of kept) if (CLOSER.test(url)) await cache.add(new Request(url, { cache: "reload" })).catch(() => {});
  }
})()));
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const old of await mine()) await caches.delete(old);
  await clients.claim();
})()));
async function mine() {
  return (await caches.keys()).filter((name) => name.startsWith("daybook-") && name !== CACHE);
}
// A pack is one file with all pages of a language: all of it is kept, or none.
async function unpack(language) {
  const cache = await caches.open(CACHE);
  const mark = new URL("packs/" + language, registration.scope).href;
  if (await cache.match(mark)) return false;
  const answer = await fetch("packs/" + language + ".json?" + VERSION);
  if (!answer.ok) throw Error(answer.status);
  const pages = await answer.json();
  await Promise.all(Object.entries(pages).map(([path, [type, text]]) =>
    cache.put(new URL(path, registration.scope).href, new Response(text, { headers: { "Content-Type": type } }))));
  await cache.put(mark, new Response(""));
  return true;
}
// What is asked for waits its turn; once all is to be erased, nothing is saved any more.
let busy = Promise.resolve(), erased = false;
addEventListener("message", (event) => {
  if (event.data === "erase") erased = true;
  const turn = event.data === "erase" ? () => erase(event) : () => save(event);
  event.waitUntil(busy = busy.then(turn, turn));
});
async function erase(event) {
  for (const name of await caches.keys()) await caches.delete(name);
  event.ports[0].postMessage("erased");
}
async function save(event) {
  const asked = event.data === "all" ? PACKS : PACKS.filter((one) => one === event.data);
  try {
    let fresh = false;
    for (const language of asked) if (!erased) fresh = (await unpack(language)) || fresh;
    if (fresh) event.source.postMessage("saved");
  } catch { event.source.postMessage("failed"); }
}
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  event.respondWith((async () => {
    const path = url.pathname.endsWith("/") ? url.pathname + "index.html" : url.pathname;
    const kept = await caches.match(url.origin + path, { cacheName: CACHE, ignoreSearch: true });
    if (kept) return kept;
    const answer = await fetch(event.request);
    if (answer.ok && CLOSER.test(path) && !erased) {
      const cache = await caches.open(CACHE);
      await cache.put(url.origin + path, answer.clone()).catch(() => {});
    }
    return answer;
  })());
});
