// Lets a page fetch its live part when the hub says that something has changed, and says so when the hub does not answer,
// instead of showing old numbers as if they were new.
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

  // what somebody is about to press must not be replaced under the hand
  function isInUse(live) {
    return live.contains(document.activeElement) || live.querySelector(':active') !== null;
  }

  var waits = false;

  function fetchLive() {
    var live = document.getElementById('live');
    waits = isInUse(live);
    if (!waits) {
      htmx.trigger(live, 'changed');
    }
  }

  ['focusout', 'pointerup'].forEach(function (end) {
    document.addEventListener(end, function () {
      setTimeout(function () {
        if (waits) {
          fetchLive();
        }
      }, 300);
    });
  });

  ['htmx:sendError', 'htmx:responseError', 'htmx:timeout'].forEach(function (trouble) {
    document.addEventListener(trouble, function () { silent(true); });
  });
  document.addEventListener('htmx:afterSwap', function () { silent(false); });

  document.addEventListener('DOMContentLoaded', function () {
    var address = document.body.dataset.changes;
    if (!address || !document.getElementById('live')) {
      return;
    }
    var changes = null;

    // only while it is looked at: a browser opens no more than six connections to one hub, for all its tabs together
    function follow() {
      if (document.hidden && changes) {
        changes.close();
        changes = null;
      } else if (!document.hidden && !changes) {
        changes = new EventSource(address);
        changes.addEventListener('changed', fetchLive);
        // the page finds out whether the hub is away or only the stream has ended; the browser opens it again by itself
        changes.addEventListener('error', fetchLive);
      }
    }

    document.addEventListener('visibilitychange', function () {
      follow();
      if (!document.hidden) {
        fetchLive();
      }
    });
    follow();
  });
})();
