import { patch } from "@web/core/utils/patch";
import { ViewCompiler } from "@web/views/view_compiler";

/** Owl makes an ordinary space of each space in the text of a view, also of those at which French
 *  lines must not break, as in « Occupé ». A word joiner, which nobody sees, holds them together. */
patch(ViewCompiler.prototype, {
    compileNode() {
        const compiled = super.compileNode(...arguments);
        if (compiled?.nodeType === Node.TEXT_NODE) {
            compiled.nodeValue = compiled.nodeValue.replace(/[\u00a0\u202f]/g, "$&\u2060");
        }
        return compiled;
    },
});
