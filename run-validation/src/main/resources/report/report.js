(function () {
  var search = document.createElement("input");
  search.id = "search";
  search.type = "search";
  search.placeholder = "Find a device, a test, an interface, a message";
  search.setAttribute("aria-label", search.placeholder);
  var main = document.querySelector("main");
  main.parentNode.insertBefore(search, main);

  function each(inside, selector, action) {
    Array.prototype.forEach.call(inside.querySelectorAll(selector), action);
  }

  function tells(element, wanted) {
    return element.textContent.toLowerCase().indexOf(wanted) >= 0;
  }

  /* What is found is opened, and so is what was open before when nothing is looked for any more. */
  function show(group, found, wanted) {
    if (group.dataset.open === undefined) group.dataset.open = group.open ? "yes" : "";
    group.hidden = !found;
    group.open = wanted ? found : group.dataset.open === "yes";
  }

  search.addEventListener("input", function () {
    var wanted = search.value.trim().toLowerCase();
    each(main, "article", function (article) {
      var device = article.closest(".device");
      var named = device && tells(device.querySelector("summary"), wanted);
      article.hidden = !named && !tells(article, wanted);
    });
    each(main, ".well, .device", function (group) {
      show(group, group.querySelector("article:not([hidden])") !== null, wanted);
    });
  });
})();
