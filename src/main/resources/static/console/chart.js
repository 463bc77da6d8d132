// Draws a route's week by the hour: what went well with what did not on top of it, against what such an hour usually carries.
(function () {
  'use strict';

  var ZONE = 'Asia/Shanghai';
  var HEIGHT = 200;

  function numbers(text) {
    return text ? text.split(',').map(Number) : [];
  }

  function ink(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function times(options) {
    var format = new Intl.DateTimeFormat(document.documentElement.lang, Object.assign({timeZone: ZONE}, options));
    return function (seconds) {
      return seconds === null ? '—' : format.format(new Date(seconds * 1000));
    };
  }

  function shown(values) {
    return function (chart, value, series, at) {
      return values[at] === undefined ? '—' : values[at];
    };
  }

  function draw(place) {
    var well = numbers(place.dataset.well);
    var ill = numbers(place.dataset.ill);
    var usual = numbers(place.dataset.usual);
    var from = Number(place.dataset.from);
    var words = Array.prototype.map.call(place.querySelectorAll('figcaption span'), function (word) {
      return word.textContent;
    });
    var hours = well.map(function (any, at) { return from + at * 3600; });
    var all = well.map(function (count, at) { return count + ill[at]; });
    var bars = uPlot.paths.bars({size: [0.8, 20], align: 1});
    var day = times({month: 'numeric', day: 'numeric'});
    var hour = times({month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
    var series = [
      {label: words[0], value: function (chart, seconds) { return hour(seconds); }},
      {label: words[2], fill: ink('--late'), width: 0, paths: bars, points: {show: false}, value: shown(ill)},
      {label: words[1], fill: ink('--accent'), width: 0, paths: bars, points: {show: false}, value: shown(well)}
    ];
    // where the last hour ends: without it there would be no room for its bar
    hours.push(from + well.length * 3600);
    var data = [hours, all.concat(null), well.concat(null)];
    if (usual.length) {
      series.push({label: words[3], stroke: ink('--ink'), width: 1, dash: [4, 3], points: {show: false},
        paths: uPlot.paths.stepped({align: 1}), value: shown(usual)});
      data.push(usual.concat(null));
    }
    var quiet = {stroke: ink('--quiet'), grid: {stroke: ink('--line'), width: 1}, ticks: {show: false}};
    var chart = new uPlot({
      width: place.clientWidth,
      height: HEIGHT,
      tzDate: function (seconds) { return uPlot.tzDate(new Date(seconds * 1000), ZONE); },
      series: series,
      axes: [
        Object.assign({values: function (any, splits) { return splits.map(day); },
          incrs: [1, 2, 3, 7].map(function (days) { return days * 24 * 3600; }), space: 40}, quiet),
        Object.assign({size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000]}, quiet)
      ],
      cursor: {drag: {x: true, y: false}}
    }, data, place);
    window.addEventListener('resize', function () {
      chart.setSize({width: place.clientWidth, height: HEIGHT});
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    document.querySelectorAll('figure.chart').forEach(draw);
  });
}());
