namespace Analyse;

/// <summary>How an account was made.</summary>
public enum SignUpMethod
{
    /// <summary>With an e-mail address: <c>email</c>.</summary>
    Email = 0,

    /// <summary>With an account of another service: <c>oauth</c>.</summary>
    OAuth = 1,

    /// <summary>By invitation: <c>invite</c>.</summary>
    Invite = 2,

    /// <summary>By single sign-on: <c>sso</c>.</summary>
    Sso = 3,
}
