using System.Globalization;
using ContactLog.Domain.Language;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Web.Import;

/// <summary>What the page says of each app, whoever reads the page on paper reads too.</summary>
public sealed class GuideTests
{
    [Fact]
    public void The_guide_of_the_page_and_of_the_documentation_are_one()
    {
        var catalogue = new WordCatalogue(typeof(ContactLog.Web.Hosting.SiteServices).Assembly);
        var words = new Words(catalogue, CultureInfo.GetCultureInfo("en"));
        var page = File.ReadAllText(Repository.Path("docs", "imports.md"));
        var texts = catalogue.Keys.Where(key => key.StartsWith("guide.", StringComparison.Ordinal) && key is not ("guide.title" or "guide.lead")).ToList();
        Assert.True(texts.Count > 50);
        Assert.DoesNotContain(texts, key => !page.Contains(words[key], StringComparison.Ordinal));
    }
}
