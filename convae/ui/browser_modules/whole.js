/** A component that has all of its modules within its script. */

import { linked } from "../browser_modules/linker.js";

/** What `__init__.py` writes here: the first module's path, all modules' texts, where they stand. @type {Parameters<typeof linked>} */
const GIVEN = ["", {}, ""];

export default (await linked(...GIVEN)).default;
