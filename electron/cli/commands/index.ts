/** Every command by its name, in the order of the help. */
import type { Command } from '../command';
import { checkSamples } from './check-samples';
import { demo } from './demo';
import { exportAll } from './export';
import { formats } from './formats';
import { importFiles } from './import';
import { imports } from './imports';
import { inbox } from './inbox';
import { ledger } from './ledger';
import { metrics, overview } from './metrics';
import { people } from './people';
import { records } from './records';
import { templates } from './templates';
import { backup, doctor, init, restore } from './workspace';

export const commands: Readonly<Record<string, Command>> = {
  init,
  import: importFiles,
  imports,
  inbox,
  formats,
  templates,
  records,
  people,
  ledger,
  metrics,
  overview,
  doctor,
  backup,
  restore,
  export: exportAll,
  demo,
  'check-samples': checkSamples,
};
