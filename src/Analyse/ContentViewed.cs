using Analyse.Events;

namespace Analyse;

/// <summary>The standard event <c>content_viewed</c>: somebody read something that may lead to a sign-up.</summary>
/// <param name="contentId">The content's own id, <c>content_id</c>.</param>
public sealed class ContentViewed(string contentId) : AnalyseEvent(EventNames.ContentViewed)
{
    private OptionalInt _contentType;

    /// <summary>The content's own id.</summary>
    public string ContentId { get; } = contentId;

    /// <summary>What kind of content it is, <c>content_type</c>.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public ContentType? ContentType
    {
        get => (ContentType?)_contentType.Value;
        set => _contentType = new OptionalInt((int?)value);
    }

    /// <summary>The content's title.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public string? Title { get; set; }

    private protected override void WriteTypedMembers(PropertyWriter writer)
    {
        writer.Text(PropertyNames.ContentId, ContentId);
        writer.Text(PropertyNames.ContentType, ContentType.ToWire());
        writer.Text(PropertyNames.Title, Title);
    }
}
