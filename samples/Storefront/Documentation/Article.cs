namespace Storefront.Documentation;

/// <summary>A page of the documentation; its text is the partial view of the same name in <c>Pages/Docs/Texts</c>.</summary>
internal sealed record Article(string Slug, string Title, string Summary, int Minutes);
