using Analyse;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Storefront.Documentation;

namespace Storefront.Pages.Docs;

internal sealed class ArticleModel(IAnalyseTracker analyse) : PageModel
{
    public Article Article { get; private set; } = null!;

    public IActionResult OnGet(string slug)
    {
        if (Articles.Find(slug) is not { } article)
        {
            return NotFound();
        }

        Article = article;

        // Of a visitor too: until somebody signs in, the cookie that UseAnalyse issues says which browser it is.
        analyse.Capture(new ContentViewed(article.Slug) { ContentType = ContentType.Doc, Title = article.Title });
        return Page();
    }
}
