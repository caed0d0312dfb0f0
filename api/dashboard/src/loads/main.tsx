import '../look/fonts.css';
import '../look/tokens.css';
import '../look/page.css';
import '../look/controls.css';
import '../notices/notices.css';
import './loads.css';
import { render } from 'preact';
import { LoadsPage } from './LoadsPage';

render(<LoadsPage />, document.getElementById('app')!);
