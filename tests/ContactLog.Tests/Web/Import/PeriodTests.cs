using System.Globalization;
using System.Text;
using ContactLog.Tests.Imports.SmsBackupRestore;
using ContactLog.Web.Importing;

namespace ContactLog.Tests.Web.Import;

/// <summary>A long chat comes in in parts, by the days she types.</summary>
public sealed class PeriodTests
{
    private const string Him = "+15550000001";

    private static string At(int day, int hour = 12) =>
        new DateTimeOffset(2026, 3, day, hour, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task Two_parts_of_one_file_are_the_whole_and_nothing_twice()
    {
        await using var site = await ImportSite.StartAsync();
        // 3 March, 04:00 UTC is still the second day in Chicago. Two equal ones in one second are two.
        var backup = Backup.Smses(
            Backup.Sms("One", Him, "1", At(1)), Backup.Sms("Two", Him, "1", At(3, 4)), Backup.Sms("Twin", Him, "1", At(3)), Backup.Sms("Twin", Him, "1", At(3)),
            Backup.Sms("No", Him, "2", At(3)), Backup.Sms("Five", Him, "1", At(5)), Backup.Sms("Nowhen", Him, "1", "0"));
        var first = await site.PreviewAsync(await site.ChooseAsync(backup), Him, ("Input.To", "2 March 2026"));
        first.AddsUp();
        Assert.Equal((3, 4), (first.Tally.Lines[$"From {Him}, will be added"], first.Tally.Lines["Outside the days you chose"]));
        var done = await site.GetAsync((await site.AddAsync(first)).Location!);
        done.AddsUp();
        Assert.Equal(4, done.Tally.Lines["Outside the days you chose"]);
        Assert.Contains("From no limit to 2 March 2026", done.Text, StringComparison.Ordinal);

        var second = await site.PreviewAsync(await site.ChooseAsync(backup), Him, ("Input.From", "2026-03-02"));
        second.AddsUp();
        Assert.Equal((3, 3), (second.Tally.Lines[$"From {Him}, will be added"], second.Tally.Lines["Already in your record"]));
        (await site.GetAsync((await site.AddAsync(second)).Location!)).AddsUp();
        var file = await site.OpenAsync();
        Assert.Equal(["Five", "Nowhen", "One", "Twin", "Twin", "Two"], file.Incidents.Select(row => row["said"]!).Order(StringComparer.Ordinal));
        Assert.Equal(7, file.AllIncidents.Count);
        Assert.Contains("Nothing to add", (await site.PreviewAsync(await site.ChooseAsync(backup), Him)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yesterdayish", "", "First day")]
    [InlineData("5 March 2026", "2 March 2026", "The last day is before the first day")]
    public async Task A_day_that_cannot_be_read_takes_nothing(string from, string to, string said)
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.ChooseAsync(Backup.Smses(Backup.Sms("One", Him, "1", At(1))));
        var refused = await site.PreviewAsync(choose, Him, ("Input.From", from), ("Input.To", to));
        var asked = await site.PostAsync(choose, refused.Location!, ("Input.Person", Him), ("Input.From", from), ("Input.To", to));
        Assert.Contains(said, asked.Text, StringComparison.Ordinal);
        Assert.Contains("class=\"error\"", asked.Html, StringComparison.Ordinal);
        Assert.Contains(said, (await site.PostAsync(choose, choose.Path, ("Input.Person", Him), ("Input.From", from), ("Input.To", to))).Text, StringComparison.Ordinal);
        var forged = await site.PostAsync(choose, choose.Path.Replace("/Choose/", "/Preview/", StringComparison.Ordinal) + "?handler=Add", ("Input.Person", Him), ("Input.From", from), ("Input.To", to));
        Assert.Contains(said, (await site.PostAsync(choose, forged.Location!, ("Input.Person", Him), ("Input.From", from), ("Input.To", to))).Text, StringComparison.Ordinal);
        Assert.Empty((await site.OpenAsync()).Imports);
    }

    [Fact]
    public async Task A_chat_too_long_for_once_says_how_it_comes_in_and_does()
    {
        await using var site = await ImportSite.StartAsync();
        var chat = new StringBuilder();
        var start = new DateTime(2026, 1, 13, 0, 0, 0);
        for (var at = 0; at < ImportPlan.MostItems + 500; at++)
        {
            chat.Append(CultureInfo.InvariantCulture, $"{start.AddMinutes(at):dd'/'MM'/'yyyy, HH:mm} - R. Placeholder: {at}\n");
        }

        var choose = await site.SendAsync(("chat.txt", Encoding.UTF8.GetBytes(chat.ToString())));
        var whole = await site.PreviewAsync(choose, "R. Placeholder");
        Assert.Contains("Take a long chat in parts", whole.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Add", whole.Html, StringComparison.Ordinal);

        // Not by number alone: long mails are too much long before.
        Assert.DoesNotContain("more than 20,000", whole.Text, StringComparison.Ordinal);
        whole.AddsUp();
        var part = await site.PreviewAsync(choose, "R. Placeholder", ("Input.To", "13 January 2026"));
        part.AddsUp();
        Assert.Equal(24 * 60, part.Tally.Lines["From R. Placeholder, will be added"]);
        Assert.Contains("handler=Add", part.Html, StringComparison.Ordinal);
    }

    // The preview holds no source text, the adding does: what one shows as possible the other refused, again and again and without a word.
    [Theory]
    [InlineData(500, true)]
    [InlineData(100_000, false)]
    public async Task What_is_too_much_to_add_is_too_much_in_the_preview(long most, bool tooMany)
    {
        await using var site = await ImportSite.StartAsync();
        var backup = Encoding.UTF8.GetBytes(Backup.Smses([.. Enumerable.Range(1, 5).Select(n => Backup.Sms("x", Him, "1", At(n)))]));
        var file = await site.OpenAsync();
        var answers = new ImportAnswers([Him], null, [], NodaTime.DateTimeZone.Utc);
        foreach (var keepRaw in new[] { true, false })
        {
            using var bytes = new MemoryStream(backup);
            var plan = ImportPlan.Read(ContactLog.Imports.ExportFile.Over(bytes), file, answers, new HashSet<string>(), keepRaw, CancellationToken.None, most)!;
            Assert.Equal((5, tooMany), (plan[Fate.Theirs], plan.TooMany));
        }
    }
}
