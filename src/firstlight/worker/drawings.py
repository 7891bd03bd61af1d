"""Line drawings for concerns and choices: SVG paths on 48 × 48, one stroke, no text."""

PATHS = {
    "offer": "M10 6h20l8 8v28H10z M30 6v8h8 M16 22h16 M16 29h16 M16 36h9",
    "pay": "M6 14h36v20H6z M24 18a6 6 0 1 0 .1 0z M12 20v8 M36 20v8",
    "sum": "M12 5h24v38H12z M17 11h14v6H17z M18 24h2 M23 24h2 M28 24h2 M18 30h2 M23 30h2 "
    "M28 30h2 M18 36h2 M23 36h2 M28 36h2",
    "help": "M8 24a16 16 0 0 1 32 0 M8 24v8h6v-8z M34 24v8h6v-8z M40 32v3a5 5 0 0 1-5 5h-7",
    "trouble": "M24 6l19 34H5z M24 18v11 M24 34v1",
    "papers": "M12 6h24v36H12z M24 14a5 5 0 1 0 .1 0z M17 32a7 7 0 0 1 14 0 M6 44L42 4",
    "coin": "M24 8a14 14 0 1 0 .1 0z M24 14v16 M28 17a5 3.5 0 1 0-4 5a5 3.5 0 1 1-4 5 M36 40h8",
    "chain": "M14 18a7 7 0 0 0 0 12h6 M20 18h-6 M28 18h6a7 7 0 0 1 0 12h-6 M17 24h14",
    "wallet": "M6 14h34v24H6z M6 14l24-7v7 M30 23h12v7H30z M12 44l26-40",
    "minus": "M6 12h36v24H6z M17 24h14",
    "door": "M12 5h24v38H12z M30 24v2 M6 43h36 M18 24a6 6 0 0 1 0-10",
    "fist": "M14 20v-6a3 3 0 0 1 6 0v6 M20 18v-6a3 3 0 0 1 6 0v6 M26 18v-5a3 3 0 0 1 6 0v6 "
    "M32 19a3 3 0 0 1 5 2v8a12 12 0 0 1-24 2l-4-8a3 3 0 0 1 5-3l2 3",
    "swap": "M8 17h28l-7-7 M40 31H12l7 7",
    "clock": "M24 6a18 18 0 1 0 .1 0z M24 13v12l8 5",
    "screen": "M5 9h38v24H5z M18 42h12 M24 33v9 M15 21h3 M30 21h3 M17 27h14",
    "heart": "M24 40C8 29 6 21 9 15a8 8 0 0 1 15 1a8 8 0 0 1 15-1c3 6 1 14-15 25z",
    "young": "M24 6a6 6 0 1 0 .1 0z M24 18v14 M15 23h18 M24 32l-7 11 M24 32l7 11",
    "phone": "M15 4h18v40H15z M22 38h4 M6 44L42 4",
    "arrow": "M6 24h34 M28 12l12 12-12 12",
    "people": "M16 10a5 5 0 1 0 .1 0z M32 10a5 5 0 1 0 .1 0z M7 38a9 9 0 0 1 18 0 "
    "M23 38a9 9 0 0 1 18 0",
    "notes": "M10 5h28v38H10z M16 13h16 M16 20h16 M16 27h9 M30 40V28 M24 34h12",
    "warning": "M24 6l19 34H5z M24 18v11 M24 34v1",
    "place": "M24 44s14-14 14-25a14 14 0 0 0-28 0c0 11 14 25 14 25z M24 14a5 5 0 1 0 .1 0z",
}
