export { english } from '../../../src/prediction/localization';
