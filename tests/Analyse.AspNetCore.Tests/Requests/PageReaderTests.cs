using Analyse.AspNetCore.Requests;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Analyse.AspNetCore.Tests.Requests;

public sealed class PageReaderTests
{
    [Theory]
    [InlineData("shop.test", "/pricing", "", "https://shop.test/pricing", "/pricing", "shop.test")]
    [InlineData("shop.test:8443", "/a b", "?q=secret", "https://shop.test:8443/a%20b", "/a%20b", "shop.test")]
    [InlineData("shop.test", "/", "?utm_source=x&code=1", "https://shop.test/?utm_source=x", "/", "shop.test")]
    [InlineData("[::1]:5000", "/", "", "https://[::1]:5000/", "/", "[::1]")]
    [InlineData("", "/pricing", "", null, "/pricing", null)]
    public void A_document_is_its_own_page(string host, string path, string query, string? url, string expectedPath, string? hostname)
    {
        var page = PageReader.Read(Document(host, path, query))!;

        Assert.Equal((url, expectedPath, hostname), (page.Url, page.Path, page.Hostname));
    }

    [Theory]
    [InlineData("https://search.test/?q=private&utm_source=s#top", "https://search.test/?utm_source=s")]
    [InlineData("https://user:secret@search.test/a?b", "https://search.test/a")]
    [InlineData("https://shop.test/home", "https://shop.test/home")]
    [InlineData("android-app://com.example.reader/", "android-app://com.example.reader/")]
    [InlineData("/relative", null)]
    [InlineData("file:///etc/hosts", null)]
    [InlineData("nonsense", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_documents_referrer_is_kept_without_its_query(string? referrer, string? expected) =>
        Assert.Equal(expected, PageReader.Read(Document("shop.test", "/", "", referrer))!.Referrer);

    [Theory]
    [InlineData("https", "shop.test", "https://shop.test/cart?utm_campaign=c&card=4", "https://shop.test/cart?utm_campaign=c", "/cart")]
    [InlineData("https", "shop.test:443", "https://shop.test/cart", "https://shop.test/cart", "/cart")]
    [InlineData("https", "SHOP.test", "https://shop.test/", "https://shop.test/", "/")]
    [InlineData("http", "localhost:5080", "http://localhost:5080/a", "http://localhost:5080/a", "/a")]
    public void The_page_of_a_script_is_the_same_origin_referrer(string scheme, string host, string referrer, string url, string path)
    {
        var page = PageReader.Read(Script(scheme, host, referrer))!;

        Assert.Equal((url, path), (page.Url, page.Path));
        Assert.Null(page.Referrer);
    }

    [Theory]
    [InlineData("https://other.test/cart")]
    [InlineData("http://shop.test/cart")]
    [InlineData("https://shop.test:8443/cart")]
    [InlineData("https://shop.test.evil.test/cart")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public void A_script_of_another_origin_has_no_page(string? referrer) =>
        Assert.Null(PageReader.Read(Script("https", "shop.test", referrer)));

    [Fact]
    public void The_campaign_of_a_script_is_that_of_its_page()
    {
        var page = PageReader.Read(Script("https", "shop.test", "https://shop.test/?utm_source=mail"))!;

        Assert.Equal("mail", page.UtmSource);
    }

    [Fact]
    public void What_is_too_long_is_dropped()
    {
        var page = PageReader.Read(Document("shop.test", "/" + new string('a', 1_000_000), "", "https://r.test/" + new string('b', 5000)))!;

        Assert.Equal((null, null, "shop.test", null), (page.Url, page.Path, page.Hostname, page.Referrer));
    }

    private static RequestSnapshot Document(string host, string path, string query, string? referrer = null) => new()
    {
        Scheme = "https",
        Host = new HostString(host),
        Path = path,
        Query = query,
        Referrer = referrer,
        OpensPage = true,
    };

    private static RequestSnapshot Script(string scheme, string host, string? referrer) => new()
    {
        Scheme = scheme,
        Host = new HostString(host),
        Path = "/api/cart",
        Query = "?utm_source=api",
        Referrer = referrer,
    };
}
