namespace Analyse;

/// <summary>What kind of content was viewed.</summary>
public enum ContentType
{
    /// <summary>A blog post: <c>blog_post</c>.</summary>
    BlogPost = 0,

    /// <summary>An article: <c>article</c>.</summary>
    Article = 1,

    /// <summary>A page: <c>page</c>.</summary>
    Page = 2,

    /// <summary>Documentation: <c>doc</c>.</summary>
    Doc = 3,
}
