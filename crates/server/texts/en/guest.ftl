# Signing in, and the first run.

sign-in-title = Sign in
sign-in-login = Log-in name
sign-in-password = Password
sign-in-button = Sign in
sign-in-wrong = The log-in name or the password is wrong. Check both and try again; an administrator can set a new password.
sign-in-paused = Too many wrong tries. Please try again after { $until }.

first-run-title = Get started
first-run-lead = This page makes the company and its first administrator. Add your colleagues later under Settings.
first-run-company = Company name
first-run-name = Your name
first-run-login-hint = Letters or digits; you sign in with it.
first-run-password-hint = At least 8 characters.
first-run-button = Create and sign in
first-run-is-over = There is an administrator already. Please sign in.
company-name-missing = Please give the company's name.

password-too-short = The password is too short: at least { $limit } characters.
password-too-long = The password is too long: at most { $limit } characters.
password-is-login = The password must differ from the log-in name.
