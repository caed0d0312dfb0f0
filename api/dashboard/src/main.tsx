import './look/fonts.css';
import './look/tokens.css';
import './look/page.css';
import './look/controls.css';
import './catalog/catalog.css';
import './areas/areas.css';
import './values/values.css';
import './comparison/comparison.css';
import './lineage/lineage.css';
import './narrative/narrative.css';
import './notices/notices.css';
import './look/print.css';
import { render } from 'preact';
import { App } from './App';

render(<App />, document.getElementById('app')!);
