// A large catalogue is being read: the first page comes when it is.

import { ask } from "./desk.js";

await ask("index-list");
location.reload();
