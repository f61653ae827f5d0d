(function () {
  var search = document.createElement("input");
  search.id = "search";
  search.type = "search";
  search.placeholder = "Find a test, an interface, a message";
  search.setAttribute("aria-label", search.placeholder);
  var main = document.querySelector("main");
  main.parentNode.insertBefore(search, main);
  search.addEventListener("input", function () {
    var wanted = search.value.toLowerCase();
    document.querySelectorAll("article").forEach(function (article) {
      article.hidden = article.textContent.toLowerCase().indexOf(wanted) < 0;
    });
  });
})();
