namespace Analyse.Events;

/// <summary>Content types as they are on the wire.</summary>
internal static class ContentTypes
{
    public static string? ToWire(this ContentType? type) => type switch
    {
        ContentType.BlogPost => "blog_post",
        ContentType.Article => "article",
        ContentType.Page => "page",
        ContentType.Doc => "doc",
        _ => null,
    };
}
