// What the screens do beyond links and forms. Every module watches the whole document, so that pieces which arrive later
// work without being introduced.
import "./htmx.js";
import "./answers.js";
import "./board.js";
import "./copy.js";
import "./dates.js";
import "./dialogs.js";
import "./drop.js";
import "./filters.js";
import "./gantt.js";
import "./lines.js";
import "./live.js";
import "./measure.js";
import "./menus.js";
import "./notices.js";
import "./order.js";
import "./print.js";
import "./suggest.js";
import "./tally.js";
import "./unsent.js";
