// The only script of a visit pack: after its day it says that it is out of date. It takes nothing away.
const until = Date.parse(document.body.dataset.until);
const look = () => document.body.classList.toggle("is-expired", Date.now() >= until);
look();
setInterval(look, 60_000);
