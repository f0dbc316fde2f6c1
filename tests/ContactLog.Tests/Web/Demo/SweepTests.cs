using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Data;
using ContactLog.Data.Private;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Account;
using ContactLog.Web.Demo;
using ContactLog.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Demo;

/// <summary>A stolen disk: after a case was kept and looked at, none of its words lies anywhere in the clear.</summary>
public sealed class SweepTests
{
    private const int Shortest = 6;

    [Fact]
    public async Task No_word_of_the_case_is_in_any_file_of_the_data_folder_or_the_log()
    {
        var folder = Directory.CreateTempSubdirectory("contactlog-test-");
        try
        {
            var words = await LiveAsync(Path.Combine(folder.FullName, "lived"), withCase: true);
            Assert.True(words.Count > 200, $"Only {words.Count} words to look for.");
            Assert.Contains("555-0142", words);
            Assert.Contains("placeholder", words);

            // What stands in the files of an installation with an account and no case is the program's own: names of tables, of events.
            await LiveAsync(Path.Combine(folder.FullName, "bare"), withCase: false);
            var own = Files(Path.Combine(folder.FullName, "bare")).ToList();
            var lived = Files(Path.Combine(folder.FullName, "lived")).ToList();
            Assert.Contains(lived, file => file.Name.EndsWith(".db", StringComparison.Ordinal));
            Assert.Contains(lived, file => file.Name.StartsWith("log", StringComparison.Ordinal));

            var looked = words.Where(word => !Discriminators.Contains(word) && !own.Exists(file => Occurs(word, file.Bytes))).ToList();
            Assert.True(looked.Count > words.Count * 9 / 10, $"{words.Count - looked.Count} of {words.Count} words are the program's own.");
            var found = looked.SelectMany(word => lived.Where(file => Occurs(word, file.Bytes)).Select(file => $"{word} in {file.Name}")).ToList();
            Assert.True(found.Count == 0, string.Join('\n', found));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_sweep_finds_a_planted_word()
    {
        Assert.True(Occurs("zwetschge", Latin(Encoding.UTF8.GetBytes("xx ZWETSCHGE yy"))));
        Assert.True(Occurs("zwetschge", Latin(Encoding.Unicode.GetBytes("xxZwetschge"))));
        Assert.True(Occurs("année1", Latin(Encoding.UTF8.GetBytes("année1"))));
        Assert.False(Occurs("zwetschge", Latin(Encoding.UTF8.GetBytes("zwetsch ge"))));
    }

    /// <summary>The types of items and the shelves of papers are in the clear, by decision; a word of hers can be one of them, or a part (<c>AuthorityReport</c>).</summary>
    private static readonly HashSet<string> Discriminators =
    [
        .. Enum.GetNames<ItemType>().SelectMany(name => Regex.Matches(name, "[A-Z][a-z]+").Select(part => part.Value).Append(name))
            .Append(PaperShelf.People)
            .Select(name => name.ToLowerInvariant()),
    ];

    private static async Task<IReadOnlyCollection<string>> LiveAsync(string folder, bool withCase)
    {
        using var installation = await DemoFolder.MakeAsync(DemoFolder.Locate(Path.Combine(folder, "data")), CancellationToken.None);
        IReadOnlyCollection<string> words = [];
        if (withCase)
        {
            await using var demo = await DemoCase.BuildAsync(installation, CancellationToken.None);
            words = WordsOf(await BuiltDemo.OpenAsync(demo));
        }

        await using var app = Server.Build(installation, ServeOptions.Read("http://127.0.0.1:0", new ConfigurationBuilder().Build()), builder =>
            builder.Configuration["Log:File"] = Path.Combine(folder, "log", "log.txt"));
        await app.StartAsync();
        using var visitor = new Visitor(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));
        if (withCase)
        {
            var page = await visitor.SignInAsync(DemoCase.UserName, DemoCase.Passphrase);
            Assert.True(page.Location is not null, page.ToString());
            foreach (var path in new[] { "/", "/Timeline", "/Incidents", "/Boundaries", "/Contacts", "/Exhibits", "/Record", "/Report", "/nowhere" })
            {
                await visitor.OpenAsync(path);
            }
        }
        else
        {
            await visitor.SignUpAsync("reader");
            using var again = new Visitor(visitor.Address);
            await again.SignInAsync("reader");
            await again.OpenAsync("/nowhere");
        }

        await app.StopAsync();
        return words;
    }

    /// <summary>Every word that somebody typed: choices, links and parts of times are the program's.</summary>
    private static HashSet<string> WordsOf(CaseFile file) =>
    [
        .. file.Items.SelectMany(item => item.History.SelectMany(revision => revision.Changes)
                .Where(change => change.Now is not null && FieldCatalogue.Owner(item.Type, change.Name) is { Kind: FieldKind.Line or FieldKind.Text or FieldKind.Words })
                .Select(change => change.Now!))
            .Concat(file.Entries.SelectMany(entry => new[] { entry.Actor, entry.Reason }.OfType<string>().Concat(entry.Files.Select(one => one.Entry.Name))))
            .SelectMany(text => Regex.Split(text, @"[^\p{L}\p{N}]+").Concat(Regex.Split(text, @"\s+").Select(part => part.Trim('.', ',', ':', ';', '?'))))
            .Where(word => word.Length >= Shortest)
            .Select(word => word.ToLowerInvariant()),
    ];

    private static IEnumerable<(string Name, string Bytes)> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => (Path.GetFileName(path), Latin(File.ReadAllBytes(path))));

    private static string Latin(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>In both encodings. Sealed bytes are noise in which six letters of any case do turn up; those are looked for as people write them.</summary>
    private static bool Occurs(string word, string bytes)
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
        {
            var found = word.Length > Shortest
                ? bytes.Contains(Latin(encoding.GetBytes(word)), StringComparison.OrdinalIgnoreCase)
                : new[] { word, word.ToUpperInvariant(), char.ToUpperInvariant(word[0]) + word[1..] }.Any(written => bytes.Contains(Latin(encoding.GetBytes(written)), StringComparison.Ordinal));
            if (found)
            {
                return true;
            }
        }

        return false;
    }
}
