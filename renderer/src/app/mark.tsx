import classes from './shell.module.css';

/** The mark 同, as on the app's icon. */
export function Mark({ size }: { size?: number }) {
  return (
    <svg className={classes.mark} style={size ? { width: size, height: size } : undefined} viewBox="24 24 464 464" aria-hidden="true">
      <rect x="24" y="24" width="464" height="464" rx="104" fill="#0f766e" />
      <g fill="none" stroke="#fff" strokeWidth="34" strokeLinecap="round" strokeLinejoin="round">
        <path d="M138 402V128H374V368Q374 400 342 400H316M196 202H316M200 266H312V342H200Z" />
      </g>
    </svg>
  );
}
