import './more-styles.css';
