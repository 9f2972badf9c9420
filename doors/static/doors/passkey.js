/* Asks the browser for a passkey and sends its answer with the form; without WebAuthn the button is not shown. */
(() => {
  const failed = document.currentScript.dataset.failed;
  const question = JSON.parse(document.getElementById('doors-question').textContent);
  const button = document.querySelector('[data-doors-passkey]');
  if (!window.PublicKeyCredential || !window.webauthnJSON || !button) return;
  document.querySelectorAll('.doors-js').forEach((shown) => { shown.hidden = false; });
  document.querySelectorAll('.doors-no-js').forEach((hidden) => { hidden.hidden = true; });
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const answer = await window.webauthnJSON[button.dataset.doorsPasskey](question);
      button.form.elements.credential.value = JSON.stringify(answer);
      button.form.submit();
    } catch {
      const errors = document.getElementById('doors-error');
      const said = document.createElement('p');
      said.textContent = failed;
      errors.replaceChildren(said);
      errors.hidden = false;
      button.disabled = false;
    }
  });
})();
