using Microsoft.AspNetCore.Mvc;

namespace Analyse.AspNetCore.Tests.Requests;

/// <summary>A controller as applications write them.</summary>
[ApiController]
[Route("checkout")]
public sealed class CheckoutController(IAnalyseTracker analyse) : ControllerBase
{
    [HttpPost("finish")]
    public IActionResult Finish()
    {
        analyse.Capture(new CheckoutFinished(Billing.Monthly, Amount.Of(49.00m, "USD")) { Plan = "pro" });
        return NoContent();
    }
}
