// Applies a coupon without leaving the page. Without script the form stays hidden and the checkout works as it is.
const form = document.querySelector("form.coupon");
const message = form.querySelector("[role=status]");
const token = document.querySelector("input[name=__RequestVerificationToken]").value;

form.hidden = false;
form.addEventListener("submit", async submit => {
  submit.preventDefault();
  const code = encodeURIComponent(form.elements.coupon.value.trim());
  const answer = await fetch(`/api/coupons/${code}?checkout=${form.dataset.checkout}`, {
    method: "POST",
    headers: { RequestVerificationToken: token },
  });

  // Signed out meanwhile: the page itself leads to the sign-in.
  if (!answer.headers.get("Content-Type")?.includes("json")) {
    location.reload();
    return;
  }

  const body = await answer.json();
  message.textContent = answer.ok ? `${body.percentOff}% off.` : body.detail;
  if (answer.ok) {
    document.querySelectorAll("[data-total]").forEach(total => { total.textContent = body.total; });
    document.querySelector("[data-coupon]").textContent = body.coupon;
    document.querySelector("[data-percent]").textContent = body.percentOff;
    document.querySelector(".discount").hidden = false;
  }
});
