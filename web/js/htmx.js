// htmx, as every module finds it.
import htmx from "htmx.org";

export default htmx;
