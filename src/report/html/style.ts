import { Markup } from './markup';
import { CHART } from './style-chart';
import { COLOURS } from './style-colours';
import { PAGE } from './style-page';
import { PIPELINE } from './style-pipeline';
import { PRINT } from './style-print';
import { TABLE } from './style-table';

/** The one style sheet of the page. */
export const STYLE: Markup = Markup.trusted([COLOURS, PAGE, PIPELINE, TABLE, CHART, PRINT].join(''));

/** SHA-256 of the style sheet; a test holds it to that. */
const STYLE_HASH = 'LDAd1QCAcxL+BSFhG29FckqpKY3mJQIjHD3TQrnaSXs=';

/** Nothing is loaded, nothing is run, nothing is sent, and no style but our own applies. */
export const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;
