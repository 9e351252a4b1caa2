/** What main may answer itself, from a file at rest, before core is there to be asked. */
export { firstOverview } from '../overview/first-answer';
