using System.ComponentModel.DataAnnotations;

namespace Storefront.Pages;

internal sealed class SignUpForm
{
    [Required(ErrorMessage = "Tell us what to call you.")]
    [StringLength(80)]
    public string Name { get; set; } = "";

    [Required(ErrorMessage = "Give an e-mail address.")]
    [EmailAddress(ErrorMessage = "This is not an e-mail address.")]
    [StringLength(200)]
    public string Email { get; set; } = "";

    [Required(ErrorMessage = "Choose a password.")]
    [StringLength(200, MinimumLength = 8, ErrorMessage = "Use at least eight characters.")]
    [DataType(DataType.Password)]
    public string Password { get; set; } = "";

    public bool WithTrial { get; set; } = true;
}
