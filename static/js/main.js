// Every page loads this one file. Each part looks for its own marks in the page and does nothing where there are none.
import "./menus.js";
import "./dialogs.js";
import "./toast.js";
import "./forms.js";
import "./files.js";
import "./dates.js";
import "./gifts.js";
import "./guests.js";
import "./rows.js";
import "./lists.js";
import "./narrow.js";
import "./search.js";
import "./shortcuts.js";
import { suggestIn } from "./suggest.js";

suggestIn(document);
