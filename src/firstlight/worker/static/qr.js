// QR codes (ISO/IEC 18004): bytes, level L, versions 1 to 25, the mask with the least penalty.
"use strict";
(() => {
  const CHECKS = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26];
  const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12];
  const MASKS = [
    (x, y) => (x + y) % 2, (x, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3,
    (x, y) => ((x / 3 | 0) + (y / 2 | 0)) % 2, (x, y) => x * y % 2 + x * y % 3,
    (x, y) => (x * y % 2 + x * y % 3) % 2, (x, y) => ((x + y) % 2 + x * y % 3) % 2,
  ];
  const EXP = [], LOG = [];
  for (let at = 0, value = 1; at < 255; at += 1) {
    EXP[at] = value; LOG[value] = at;
    value = value << 1 ^ (value & 128 ? 0x11d : 0);
  }
  const times = (a, b) => (a && b ? EXP[(LOG[a] + LOG[b]) % 255] : 0);

  function capacity(version) {
    let bits = (16 * version + 128) * version + 64;
    if (version > 1) {
      const marks = (version / 7 | 0) + 2;
      bits -= (25 * marks - 10) * marks - 55;
      if (version > 6) bits -= 36;
    }
    return bits >> 3;
  }
  function checks(data, degree) {
    const rule = new Array(degree).fill(0);
    rule[degree - 1] = 1;
    for (let root = 1, turn = 0; turn < degree; turn += 1, root = times(root, 2)) {
      for (let at = 0; at < degree; at += 1) rule[at] = times(rule[at], root) ^ (rule[at + 1] || 0);
    }
    const rest = new Array(degree).fill(0);
    for (const byte of data) {
      const factor = byte ^ rest.shift();
      rest.push(0);
      rule.forEach((value, at) => { rest[at] ^= times(value, factor); });
    }
    return rest;
  }
  function words(bytes, version) {
    const bits = [], put = (value, count) => { for (let at = count - 1; at >= 0; at -= 1) bits.push(value >> at & 1); };
    const room = capacity(version) - CHECKS[version - 1] * BLOCKS[version - 1];
    put(4, 4);
    put(bytes.length, version < 10 ? 8 : 16);
    for (const byte of bytes) put(byte, 8);
    put(0, Math.min(4, room * 8 - bits.length));
    put(0, (8 - bits.length % 8) % 8);
    const data = [];
    for (let at = 0; at < bits.length; at += 8) data.push(parseInt(bits.slice(at, at + 8).join(""), 2));
    for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad);
    const count = BLOCKS[version - 1], short = room / count | 0, first = count - room % count;
    const parts = [];
    for (let n = 0, at = 0; n < count; n += 1) {
      const part = data.slice(at, (at += short + (n < first ? 0 : 1)));
      parts.push([part, checks(part, CHECKS[version - 1])]);
    }
    const woven = [];
    for (let at = 0; at <= short; at += 1) for (const [part] of parts) if (at < part.length) woven.push(part[at]);
    for (let at = 0; at < CHECKS[version - 1]; at += 1) for (const [, check] of parts) woven.push(check[at]);
    return woven;
  }
  function remainder(value, rule, count) {
    let rest = value;
    for (let at = 0; at < count; at += 1) rest = rest << 1 ^ (rest >> count - 1) * rule;
    return value << count | rest;
  }
  function frame(version) {
    const size = 17 + 4 * version;
    const dark = Array.from({ length: size }, () => new Uint8Array(size)), fixed = dark.map((row) => row.slice());
    const set = (x, y, on) => { if (x >= 0 && y >= 0 && x < size && y < size) { dark[y][x] = on ? 1 : 0; fixed[y][x] = 1; } };
    for (let at = 0; at < size; at += 1) { set(6, at, at % 2 === 0); set(at, 6, at % 2 === 0); }
    for (const [cx, cy] of [[3, 3], [size - 4, 3], [3, size - 4]]) {
      for (let y = -4; y <= 4; y += 1) for (let x = -4; x <= 4; x += 1) {
        const far = Math.max(Math.abs(x), Math.abs(y));
        set(cx + x, cy + y, far !== 2 && far !== 4);
      }
    }
    if (version > 1) {
      const marks = (version / 7 | 0) + 2, step = Math.ceil((version * 4 + 4) / (marks * 2 - 2)) * 2;
      const places = [6];
      for (let at = size - 7; places.length < marks; at -= step) places.splice(1, 0, at);
      for (const cy of places) for (const cx of places) {
        if (cx === 6 && cy === 6 || cx === 6 && cy === size - 7 || cx === size - 7 && cy === 6) continue;
        for (let y = -2; y <= 2; y += 1) for (let x = -2; x <= 2; x += 1) set(cx + x, cy + y, Math.max(Math.abs(x), Math.abs(y)) !== 1);
      }
    }
    if (version > 6) {
      const bits = remainder(version, 0x1f25, 12);
      for (let at = 0; at < 18; at += 1) {
        const a = size - 11 + at % 3, b = at / 3 | 0;
        set(a, b, bits >> at & 1);
        set(b, a, bits >> at & 1);
      }
    }
    return { size, dark, fixed, set };
  }
  function format({ size, set }, mask) {
    const bits = remainder(8 | mask, 0x537, 10) ^ 0x5412;
    for (let at = 0; at < 15; at += 1) {
      const on = bits >> at & 1;
      if (at < 6) set(8, at, on); else if (at < 8) set(8, at + 1, on); else if (at === 8) set(7, 8, on); else set(14 - at, 8, on);
      if (at < 8) set(size - 1 - at, 8, on); else set(8, size - 15 + at, on);
    }
    set(8, size - 8, 1);
  }
  function fillIn({ size, dark, fixed }, woven) {
    let at = 0;
    for (let right = size - 1; right > 0; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < size; step += 1) for (const x of [right, right - 1]) {
        const y = (right + 1 & 2) === 0 ? size - 1 - step : step;
        if (fixed[y][x]) continue;
        dark[y][x] = at < woven.length * 8 ? woven[at >> 3] >> 7 - (at & 7) & 1 : 0;
        at += 1;
      }
    }
  }
  function penalty(rows) {
    const size = rows.length, columns = rows.map((_, x) => rows.map((row) => row[x]));
    let total = 0, count = 0;
    for (const line of [...rows, ...columns]) {
      const text = Array.from(line).join("");
      for (const run of text.match(/0{5,}|1{5,}/g) || []) total += run.length - 2;
      for (const shape of ["10111010000", "00001011101"]) for (let at = text.indexOf(shape); at >= 0; at = text.indexOf(shape, at + 1)) total += 40;
    }
    for (let y = 0; y < size; y += 1) for (let x = 0; x < size; x += 1) {
      count += rows[y][x];
      if (x && y && rows[y][x] === rows[y - 1][x] && rows[y][x] === rows[y][x - 1] && rows[y][x] === rows[y - 1][x - 1]) total += 3;
    }
    return total + 10 * (Math.abs(count * 20 - size * size * 10) / (size * size) | 0);
  }
  // Returns rows of 0 and 1 for bytes, or null where they are too many; a mask may be given.
  window.qr = (bytes, given) => {
    let version = 1;
    while (version <= 25 && bytes.length + (version < 10 ? 2 : 3) > capacity(version) - CHECKS[version - 1] * BLOCKS[version - 1]) version += 1;
    if (version > 25) return null;
    const woven = words(bytes, version);
    let best = null;
    for (const mask of given === undefined ? MASKS.keys() : [given]) {
      const code = frame(version);
      format(code, mask);
      fillIn(code, woven);
      for (let y = 0; y < code.size; y += 1) for (let x = 0; x < code.size; x += 1) if (!code.fixed[y][x] && !MASKS[mask](x, y)) code.dark[y][x] ^= 1;
      const cost = penalty(code.dark);
      if (!best || cost < best.cost) best = { cost, rows: code.dark };
    }
    return best.rows;
  };
})();
