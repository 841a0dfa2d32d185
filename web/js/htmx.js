// htmx and its server-sent events, as one.
import htmx from "htmx.org";
import "htmx-ext-sse";

export default htmx;
