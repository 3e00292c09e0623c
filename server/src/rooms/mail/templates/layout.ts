/**
 * The frame of every message as Liquid. Tables and inline styles, because that is what mail programs understand; nothing is
 * loaded from anywhere, so nobody learns when it is read. Colours keep their contrast when a program inverts them.
 */
export const layout = `<!doctype html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{ subject }}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #17191c !important; }
  .card { background: #212529 !important; border-color: #3a4046 !important; }
  .text, .code { color: #f1f3f5 !important; }
  .quiet, .quiet a { color: #adb5bd !important; }
  .code { background: #2c3136 !important; }
}
@media (max-width: 480px) { .card { padding: 20px !important; } }
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f1f3f5;">
<div style="display:none;max-height:0;overflow:hidden;">{{ preheader }}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="page" style="background:#f1f3f5;">
<tr><td align="center" style="padding:24px 12px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;">
<tr><td class="card" style="background:#ffffff;border:1px solid #dee2e6;border-radius:8px;padding:32px;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;">
<p class="quiet" style="margin:0 0 16px;font-size:14px;color:#495057;">{{ place }}</p>
<h1 class="text" style="margin:0 0 16px;font-size:22px;line-height:1.3;color:#212529;">{{ subject }}</h1>
{{ content | raw }}
</td></tr>
<tr><td class="quiet" style="padding:16px 8px;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:13px;line-height:1.5;color:#495057;">{{ footer }}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
