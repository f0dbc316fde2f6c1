using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Time;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Domain.Language;

/// <summary>No page may meet a key without words: every key that the code can ask for is looked up here.</summary>
public sealed partial class WordsTests
{
    private static readonly WordCatalogue s_catalogue = new(
        typeof(ContactLog.Web.Hosting.SiteServices).Assembly,
        typeof(Words).Assembly,
        Assembly.Load("ContactLog.Data"),
        Assembly.Load("ContactLog.Imports"),
        Assembly.Load("ContactLog.Reports"));

    private static readonly Words s_words = new(s_catalogue, CultureInfo.GetCultureInfo("en-GB"));

    public static TheoryData<ItemType> Types => [.. Enum.GetValues<ItemType>()];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_field_choice_and_section_of_the_catalogue_has_words(ItemType type)
    {
        var text = new FieldText(s_words);
        foreach (var field in FieldCatalogue.Of(type))
        {
            Assert.NotEmpty(text.Label(type, field.Name));
            Assert.NotEmpty(text.Section(type, field.Section));
            foreach (var choice in field.Choices)
            {
                Assert.NotEqual(choice, text.Choice(type, field.Name, choice));
            }
        }
    }

    [Fact]
    public void Every_problem_with_a_time_and_every_answer_has_words()
    {
        var keys = Enum.GetNames<WhenProblem>().Select(name => "fields.when-" + name)
            .Concat(Enum.GetNames<Fold>().Select(name => "fields.when-" + name))
            .Concat(Enum.GetNames<Fold>().Select(name => "fields.show-fold-" + name))
            .Concat(Enum.GetNames<DayPart>().SelectMany(name => new[] { "fields.show-" + name, "fields.show-part-" + name }))
            .Concat(FieldCatalogue.IncidentKinds.SelectMany(kind => new[] { $"fields.title-{kind}.one", $"fields.title-{kind}.other" }))
            .Concat(["fields.yes", "fields.no", "fields.unknown"]);
        Assert.DoesNotContain(keys, key => s_words.Find(key.ToLowerInvariant()) is null);
    }

    [Fact]
    public void Every_key_that_stands_in_the_code_has_words()
    {
        var keys = s_catalogue.Keys.ToHashSet(StringComparer.Ordinal);
        var areas = s_catalogue.Areas.ToHashSet(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Repository.Path("src"), "*.cs*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml" && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)))
        {
            var source = File.ReadAllText(file);
            var asked = Asked().Matches(source).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
            foreach (var key in Literal().Matches(source).Select(match => match.Groups[1].Value).Where(key => areas.Contains(key.Split('.')[0])).Concat(asked).Distinct(StringComparer.Ordinal))
            {
                // A key may be the beginning of others: of .one and .other, or of what is put after it in the code.
                if (!keys.Contains(key) && (!keys.Any(known => known.StartsWith(key, StringComparison.Ordinal)) || (asked.Contains(key) && !keys.Contains(key + ".one"))))
                {
                    missing.Add($"{Path.GetFileName(file)}: {key}");
                }
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void No_words_exclaim_or_name_her()
    {
        Assert.DoesNotContain(s_catalogue.Keys, key => Unwanted().IsMatch(s_words[key]));
    }

    [GeneratedRegex("""\b[Ww](?:ords)?\[\s*"([a-z0-9.-]+)"\s*[,\]]""")]
    private static partial Regex Asked();

    [GeneratedRegex("(?<!Find\\()\"([a-z]+\\.[a-z0-9-]+(?:\\.[a-z0-9-]+)*[.-]?)\"(?<!\\.(?:pdf|zip|txt|css|js|svg|db|json|html|xml|csv|ics)\")")]
    private static partial Regex Literal();

    [GeneratedRegex(@"!|\bvictim|\badmissible|\bcertified", RegexOptions.IgnoreCase)]
    private static partial Regex Unwanted();
}
