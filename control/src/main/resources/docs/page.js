'use strict';

const dark = matchMedia('(prefers-color-scheme: dark)');
const followTheme = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', followTheme);
followTheme();

function note(text, link) {
  const paragraph = document.createElement('p');
  paragraph.className = 'page-note';
  paragraph.append(text);
  if (link) {
    const anchor = document.createElement('a');
    anchor.href = link;
    anchor.textContent = 'Log in';
    paragraph.append(' ', anchor, ', then come back.');
  }
  document.getElementById('api').replaceChildren(paragraph);
}

async function show() {
  const answer = await fetch('/openapi.json');
  if (answer.status === 401) {
    note('The description of the API is for those who are logged in.', '/site/');
    return;
  }
  if (!answer.ok) {
    note(`The description cannot be had now: the server answered ${answer.status}.`);
    return;
  }
  window.SwaggerUIBundle({
    spec: await answer.json(),
    dom_id: '#api',
    deepLinking: true,
    docExpansion: 'none',
    defaultModelsExpandDepth: 0,
    filter: true,
    validatorUrl: null,
    presets: [window.SwaggerUIBundle.presets.apis],
    layout: 'BaseLayout',
  });
}

show().catch(() => note('The server cannot be reached.'));
