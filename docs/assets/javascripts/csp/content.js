/* Code of mkdocs-material 9.8.1 (MIT), partials/javascripts/content.html, out of the page
   because the policy forbids inline scripts. Unchanged; the part for linked content tabs, which are not used, is left out. */
var target=document.getElementById(location.hash.slice(1));target&&target.name&&(target.checked=target.name.startsWith("__tabbed_"))
