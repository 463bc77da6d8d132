// Says so when the hub does not answer, instead of showing old numbers as if they were new.
(function () {
  'use strict';

  function silent(isSilent) {
    var live = document.getElementById('live');
    var silence = document.getElementById('silence');
    if (live && silence) {
      live.classList.toggle('old', isSilent);
      silence.hidden = !isSilent;
    }
  }

  ['htmx:sendError', 'htmx:responseError', 'htmx:timeout'].forEach(function (trouble) {
    document.addEventListener(trouble, function () { silent(true); });
  });
  document.addEventListener('htmx:afterSwap', function () { silent(false); });
})();
