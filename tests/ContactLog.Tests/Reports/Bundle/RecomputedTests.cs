using System.Globalization;
using System.Text;
using ContactLog.Data.Record;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Tests.Reports.Bundle;

/// <summary>The lawyer for the other side, with a spreadsheet: every standing and every total from the tables alone.</summary>
public sealed class RecomputedTests
{
    [Theory]
    [InlineData(RedactionProfile.LawyerFull)]
    [InlineData(RedactionProfile.RespondentService)]
    public async Task Every_standing_and_every_total_can_be_computed_from_the_tables(RedactionProfile profile)
    {
        await using var test = await MadeAsync();
        var file = await test.OpenAsync();
        var files = ServiceBundleTests.Unpack(await ServiceBundleTests.BundleAsync(test, profile));
        var rows = Table(files["data/incidents.csv"]);
        var lines = Table(files["data/lines.csv"]);
        var people = Table(files["data/contacts.csv"]);
        Assert.Single(rows, row => row["counted"] == "no" && row["own"] == "no" && row["withdrawn"] == "no");
        var counting = rows.Where(row => row["counted"] == "yes").ToList();
        var standings = 0;
        foreach (var line in lines)
        {
            var column = "standing_to_entry_" + line["entry"];
            foreach (var row in counting)
            {
                Assert.Equal(row[column], Standing(row, line, people));
                standings++;
            }

            var counted = file.Counts.After(file.Lines.Single(one => one.FirstSeq.ToString(CultureInfo.InvariantCulture) == line["entry"]));
            foreach (var (standing, tally) in new[] { ("After", counted.After), ("ThroughOthers", counted.ThroughOthers), ("Permitted", counted.Permitted), ("OrderNotDetermined", counted.OrderNotDetermined) })
            {
                Same(tally, [.. counting.Where(row => row[column] == standing)]);
            }
        }

        Assert.True(standings >= 20);
        Assert.Equal(Enum.GetNames<Standing>().Order(), lines.SelectMany(line => counting.Select(row => row["standing_to_entry_" + line["entry"]])).Distinct().Order());
        // The bounds themselves follow from the times as they were recorded: a day is all of it.
        var zone = DateTimeZoneProviders.Tzdb["America/Chicago"];
        var letter = Assert.Single(lines, line => line["counts_from"] == "arrived");
        Assert.Equal("The letter.", letter["words"]);
        var arrived = LocalDatePattern.Iso.Parse(letter["arrived-date"]).Value;
        Assert.Equal(zone.AtStartOfDay(arrived).ToDateTimeOffset(), Time(letter["from_earliest_utc"], default));
        Assert.Equal(zone.AtStartOfDay(arrived.PlusDays(1)).ToDateTimeOffset().AddSeconds(-1), Time(letter["from_latest_utc"], default));
        Assert.Equal(3, counting.Count(row => row["standing_to_entry_" + letter["entry"]] == "Outside" && string.CompareOrdinal(row["date"], letter["date"]) > 0));
        Assert.All(lines.Where(line => line != letter), line => Assert.Equal("stated", line["counts_from"]));

        Same(file.Counts.All, counting);
        foreach (var flag in (string[])["threat", "weapon", "injury", "damage", "children", "police"])
        {
            Assert.Equal(file.Incidents.Count(row => row[flag] == "yes"), counting.Count(row => row[flag] == "yes"));
        }
    }

    [Fact]
    public async Task Before_and_after_each_boundary_can_be_computed_from_the_tables()
    {
        await using var test = await MadeAsync();
        var file = await test.OpenAsync();
        var document = ReportBuilder.Build(PlantedCase.Source(file, new() { WithImpact = true }), PlantedCase.Words);
        var printed = Printed(document, PlantedCase.Words["pattern.around"]).Select(row => Number(row[1])).ToList();
        var files = ServiceBundleTests.Unpack(await ServiceBundleTests.BundleAsync(test, RedactionProfile.LawyerFull));
        var rows = Table(files["data/incidents.csv"]).Where(row => row["counted"] == "yes").ToList();
        var zone = DateTimeZoneProviders.Tzdb["America/Chicago"];
        LocalDate Day(string utc, int seconds = 0) => Instant.FromDateTimeOffset(Time(utc, default).AddSeconds(seconds)).InZone(zone).Date;
        var made = file.Entries[^1].Recorded.InZone(zone).Date;
        var first = rows.Where(row => row["date"].Length > 0).Min(row => LocalDatePattern.Iso.Parse(row["date"]).Value);
        var computed = new List<int>();
        foreach (var line in Table(files["data/lines.csv"]).Where(line => line["communicated"] != "no" && line["from_date_known"] == "yes"))
        {
            var (from, until) = (Day(line["from_earliest_utc"]), Day(line["from_latest_utc"]));
            var last = line["holds_until_utc"].Length > 0 && Day(line["holds_until_utc"], 1).PlusDays(-1) is var held && held < made ? held : made.PlusDays(-1);
            var window = new[] { 90, Period.DaysBetween(first, from), Period.DaysBetween(until, last) }.Min();
            var covered = rows.Where(row => row["standing_to_entry_" + line["entry"]] != "NotCovered" && row["permitted"] != "yes" && row["through_another"] == "no").ToList();
            int Within(LocalDate start, LocalDate end) => covered
                .Where(row => row["earliest_utc"].Length > 0 && Day(row["earliest_utc"]) >= start && Day(row["latest_end_utc"]) <= end).Sum(row => int.Parse(row["count"], CultureInfo.InvariantCulture));
            computed.AddRange(window < 1 ? [] : [Within(from.PlusDays(-window), from.PlusDays(-1)), Within(until.PlusDays(1), until.PlusDays(window))]);
        }

        Assert.True(computed.Count >= 4 && computed.Count(number => number > 0) >= 3);
        Assert.Equal(computed, printed);
    }

    [Fact]
    public async Task The_tables_of_the_pattern_can_be_computed_from_the_tables()
    {
        await using var test = await MadeAsync();
        var file = await test.OpenAsync();
        var words = PlantedCase.Words;
        var document = ReportBuilder.Build(PlantedCase.Source(file, new() { WithImpact = true, WithMarks = true }), words);
        var files = ServiceBundleTests.Unpack(await ServiceBundleTests.BundleAsync(test, RedactionProfile.LawyerFull));
        var rows = Table(files["data/incidents.csv"]).Where(row => row["counted"] == "yes").ToList();
        var people = Table(files["data/contacts.csv"]);
        static int Sum(IEnumerable<Dictionary<string, string>> some) => some.Sum(row => int.Parse(row["count"], CultureInfo.InvariantCulture));
        LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;

        var days = rows.Where(row => row["date"].Length > 0).Select(row => (First: Day(row["date"]), Last: Day(row["end_date"].Length > 0 ? row["end_date"] : row["date"]))).OrderBy(row => row.First).ToList();
        var gaps = new List<(LocalDate First, int Days)>();
        var reached = days[0].Last;
        foreach (var first in days.Select(row => row.First).Append(file.Entries[^1].Recorded.InZone(DateTimeZoneProviders.Tzdb["America/Chicago"]).Date.PlusDays(1)))
        {
            gaps.AddRange(first > reached.PlusDays(1) ? [(reached.PlusDays(1), Period.DaysBetween(reached, first) - 1)] : []);
            reached = LocalDate.Max(reached, days.Where(row => row.First <= first).Max(row => row.Last));
        }

        Assert.Equal(gaps.OrderByDescending(gap => gap.Days).ThenBy(gap => gap.First).Take(7).Where(gap => gap.Days >= 7).OrderBy(gap => gap.First).Select(gap => gap.Days), Printed(document, words["reportparts.gaps"]).Select(row => Number(row[^1])));

        var bursts = rows.Where(row => row["date"].Length > 0 && row["end_date"].Length == 0).GroupBy(row => row["date"]).Select(day => (Day: day.Key, Sum: Sum(day))).Where(day => day.Sum > 1)
            .OrderByDescending(day => day.Sum).ThenBy(day => day.Day).Take(7).OrderBy(day => day.Day).Select(day => day.Sum).ToList();
        Assert.True(bursts.Count >= 3);
        Assert.Equal(bursts, Printed(document, words["pattern.bursts"]).Select(row => Number(row[^1])));

        var numbers = rows.Where(row => row["number"].Length > 0).GroupBy(row => string.Concat(row["number"].Where(char.IsAsciiDigit)))
            .Select(number => (number.First()["number"], Sum(number), number.Min(row => row["date"]))).OrderBy(number => number.Item3).ToList();
        var printed = Printed(document, words["pattern.numbers"]);
        Assert.Equal(numbers.Select(number => (number.Item1, number.Item2)), printed[..^1].Select(row => (row[0], Number(row[^1]))));
        Assert.Equal(["555-0142", "555-0177"], numbers.Select(number => number.Item1));
        Assert.Equal(numbers.Sum(number => number.Item2), Number(printed[^1][^1]));

        var through = rows.Where(row => row["through_another"] == "yes")
            .GroupBy(row => row["through"].Length > 0 ? row["through"] : people.Single(one => one["entry"] == row["person_entry"]) is var person && person["name"].Length > 0 ? person["name"] : person["label"])
            .Select(name => (name.Key, Sum(name), name.Min(row => row["date"]))).OrderBy(name => name.Item3).Select(name => (name.Key, name.Item2)).ToList();
        Assert.Equal(["a neighbour", "Gale Goodbody"], through.Select(name => name.Key));
        Assert.Equal(through, Printed(document, words["reportparts.through"])[..^1].Select(row => (row[0], Number(row[^1]))));

        var noted = rows.Where(row => row["date"].Length > 0).SelectMany(row => row["tags"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(tag => (Tag: words["fields.choice.tags." + tag], Month: row["date"][..7])))
            .GroupBy(one => one.Tag).ToDictionary(tag => tag.Key, tag => tag.GroupBy(one => one.Month).OrderBy(month => month.Key).Select(month => month.Count()).ToList());
        var marks = Printed(document, words["pattern.behaviours"]);
        Assert.Equal(noted.Keys.Order(), marks.Select(row => row[0]).Order());
        Assert.All(marks, row => Assert.Equal([.. noted[row[0]], noted[row[0]].Sum()], row[1..].Select(Number).Where(number => number > 0)));
    }

    [Fact]
    public async Task Every_recorded_field_has_its_column()
    {
        await using var test = await TestCase.BeginAsync();
        var fields = FieldSet.Empty.With("kind", "text").With("date", "2026-04-01");
        foreach (var name in new[] { "url", "device", "evidence-elsewhere", "known-how", "trigger", "action", "noticed-date", "noticed-time", "reading-notes", "locator" })
        {
            fields = fields.With(name, "said in " + name);
        }

        fields = fields.With("tags", "threat\nrepeated").With("known-from", "told");
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, fields));
        var received = await test.ReceiveAsync([1, 2, 3], "paper.bin");
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("paper-held-by", "said in paper-held-by").With("captured-how", "said in captured-how")).WithFiles(received.Id));
        await test.AppendAsync(EntryDraft.Export(FieldSet.Empty.With("report-number", "1")));
        var files = ServiceBundleTests.Unpack(await ServiceBundleTests.BundleAsync(test, RedactionProfile.LawyerFull));
        var row = Table(files["data/incidents.csv"]).Single();
        foreach (var (name, text) in fields.All)
        {
            Assert.Equal(text, row[name]);
        }

        var exhibit = Table(files["data/index.csv"]).Single();
        Assert.Equal(("said in paper-held-by", "said in captured-how"), (exhibit["paper-held-by"], exhibit["captured-how"]));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@x")]
    [InlineData("\t=1")]
    [InlineData("  =1")]
    [InlineData("＝1")]
    [InlineData("\u00A0=1")]
    public void A_cell_cannot_become_a_formula(string text)
    {
        var cell = Encoding.UTF8.GetString(new ContactLog.Reports.Bundle.Csv("a").Row(text).ToBytes()).Split("\r\n")[1];
        Assert.StartsWith("'", cell.TrimStart('"'), StringComparison.Ordinal);
    }

    /// <summary>docs/counting.md, written again from the page.</summary>
    private static string Standing(Dictionary<string, string> row, Dictionary<string, string> line, List<Dictionary<string, string>> people)
    {
        if (line["communicated"] == "no" || line["from_date_known"] == "no" || (line["covers_kinds"] != "all" && !line["covers_kinds"].Split(' ').Contains(row["kind"])))
        {
            return "NotCovered";
        }

        var through = row["through_another"] == "yes";
        if (!through && row["person_entry"].Length > 0 && line["person_entry"].Length > 0 && row["person_entry"] != line["person_entry"])
        {
            return "NotCovered";
        }

        if (through && line["covers_others"] == "no")
        {
            return "NotCovered";
        }

        var person = people.Find(one => one["entry"] == row["person_entry"]);
        Assert.Equal(through, row["through"].Length > 0 || person?["role"] == "go-between");
        var earliest = Time(row["earliest_utc"], DateTimeOffset.MinValue);
        var end = Time(row["latest_end_utc"], DateTimeOffset.MaxValue);
        var recorded = Time(row["recorded_utc"], default);
        var latest = end < (recorded > earliest ? recorded : earliest) ? end : recorded > earliest ? recorded : earliest;
        var holdsUntil = Time(line["holds_until_utc"], DateTimeOffset.MaxValue);
        if (latest < Time(line["from_earliest_utc"], DateTimeOffset.MinValue) || earliest > holdsUntil)
        {
            return "Outside";
        }

        return earliest <= Time(line["from_latest_utc"], DateTimeOffset.MaxValue) || latest > holdsUntil ? "OrderNotDetermined"
            : row["permitted"] == "yes" ? "Permitted" : through ? "ThroughOthers" : "After";
    }

    private static void Same(Tally tally, List<Dictionary<string, string>> rows)
    {
        Assert.Equal(tally.Contacts, rows.Sum(row => int.Parse(row["count"], CultureInfo.InvariantCulture)));
        Assert.Equal(tally.Incidents, rows.Select(row => row["group"] == "inperson" || row["date"].Length == 0 ? row["entry"] : row["date"]).Distinct().Count());
        Assert.Equal(tally.AtLeast, rows.Exists(row => row["count_precision"] == "at-least"));
        Assert.Equal(tally.AboutContacts, rows.Where(row => row["count_precision"] == "about").Sum(row => int.Parse(row["count"], CultureInfo.InvariantCulture)));
    }

    /// <summary>The rows of the table under a heading of the pattern, cell by cell.</summary>
    private static List<string[]> Printed(ReportDocument document, string heading)
    {
        var blocks = document.Sections.Single(section => section.Anchor == "pattern").Blocks;
        var at = blocks.Index().Single(block => block.Item is Heading { Spans: [TextSpan title] } && title.Text == heading).Index;
        return [.. blocks.Skip(at).OfType<Table>().First().Rows.Select(row => row.Cells.Select(cell => string.Concat(cell.Spans.OfType<TextSpan>().Select(span => span.Text))).ToArray())];
    }

    private static int Number(string text) => int.Parse(string.Concat(text.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text, DateTimeOffset otherwise) => text.Length == 0 ? otherwise : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<TestCase> MadeAsync()
    {
        var test = await TestCase.BeginAsync();
        EntryDraft Row(string kind, string date, params (string Name, string Value)[] more) =>
            EntryDraft.New(ItemType.Incident, more.Aggregate(FieldSet.Empty.With("kind", kind).With("date", date), (fields, one) => fields.With(one.Name, one.Value)));
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.").With("role", "main")),
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "G.").With("name", "Gale Goodbody").With("role", "go-between")),
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "S.").With("role", "other")),
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Stop.").With("date", "2026-03-03").With("time", "18:22").With("precision", "exact").With("through-others", "yes")),
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "No calls.").With("date", "2026-03-20").With("precision", "day").With("covers", "call\nvoicemail").With("ended-date", "2026-04-10")),
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Never came.").With("date", "2026-03-01").With("delivered", "no")),
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "The letter.").With("date", "2026-03-02").With("precision", "day").With("through-others", "yes")
                .With("delivered", "yes").With("arrived-date", "2026-03-20").With("arrived-precision", "day")),
            Row("call", "2026-02-01", ("count", "3"), ("from", "555-0142")),
            Row("call", "2026-03-03"),
            Row("call", "2026-03-04", ("count", "12"), ("count-precision", "at-least"), ("from", "(555) 0142"), ("tags", "repeated")),
            Row("voicemail", "2026-03-04", ("time", "01:10"), ("precision", "exact"), ("from", "Withheld")),
            Row("text", "2026-03-20", ("threat", "yes"), ("from", "555-0177"), ("tags", "blame\nthreat")),
            Row("email", "2026-03-21", ("permitted", "yes"), ("count", "4"), ("count-precision", "about")),
            Row("in-person", "2026-03-22", ("through", "a neighbour"), ("weapon", "yes")),
            Row("in-person", "2026-03-22", ("police", "yes")),
            Row("call", "2026-04-10"),
            Row("call", "2026-04-12", ("count", "2"), ("tags", "repeated\nblame")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("said", "no day")),
            Row("text", "2026-04-13", ("direction", "out")),
            Row("text", "2026-04-14"),
            Row("text", "2026-04-15").LinkedTo("contact", 1),
            Row("text", "2026-04-16").LinkedTo("contact", 2));
        var file = await test.OpenAsync();
        await test.AppendAsync(EntryDraft.Withdraw(file.Incidents.Single(row => row.When.IsoDate == "2026-04-14"), "Twice"));
        await test.AppendAsync(EntryDraft.Export(FieldSet.Empty.With("report-number", "1")));
        return test;
    }

    internal static List<Dictionary<string, string>> Table(byte[] csv)
    {
        var text = Encoding.UTF8.GetString(csv.AsSpan(3));
        var rows = new List<List<string>> { new() };
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (quoted)
            {
                if (text[at] != '"')
                {
                    cell.Append(text[at]);
                }
                else if (at + 1 < text.Length && text[at + 1] == '"')
                {
                    cell.Append('"');
                    at++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (text[at] == '"')
            {
                quoted = true;
            }
            else if (text[at] is ',' or '\r')
            {
                rows[^1].Add(cell.ToString());
                cell.Clear();
                if (text[at] == '\r')
                {
                    rows.Add([]);
                    at++;
                }
            }
            else
            {
                cell.Append(text[at]);
            }
        }

        Assert.Equal(rows[0].Count, rows[0].Distinct().Count());
        return [.. rows.Skip(1).Where(row => row.Count > 0).Select(row => rows[0].Zip(row).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
