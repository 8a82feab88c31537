namespace Storefront.Documentation;

internal static class Articles
{
    public static IReadOnlyList<Article> All { get; } =
    [
        new("first-status-page", "Your first status page", "From an empty account to a page your customers can bookmark.", 4),
        new("writing-updates", "Writing an update people trust", "What to say in the first five minutes, and what to leave out.", 6),
        new("on-call", "A rota that lets people sleep", "Hand-overs, quiet hours and who is called second.", 5),
    ];

    public static Article? Find(string slug) => All.FirstOrDefault(article => article.Slug == slug);
}
