using System.Text.RegularExpressions;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Reports.Model;
using NodaTime;

namespace ContactLog.Reports.Building;

/// <summary>Every row, oldest first, with the boundaries and orders drawn across where they took hold.</summary>
internal static partial class ChronologySection
{
    public static ReportSection Make(Making report, string title) => new(title, () => Blocks(report)) { Anchor = "chronology", StartsPage = false };

    private static List<Block> Blocks(Making report)
    {
        var words = report.Words;
        var rows = new List<TableRow>();
        var lines = new Queue<LineCount>(report.Lines);
        foreach (var incident in report.Told.Concat(report.OwnRows).OrderBy(Order).ThenBy(row => row.FirstSeq))
        {
            // What has no day is nowhere among the rows: it comes last.
            while (lines.Count > 0 && lines.Peek().Line is { From.Date: not null } line && line.MayHoldFrom < Order(incident))
            {
                rows.Add(LineRow(report, lines.Dequeue().Line));
            }

            rows.Add(Row(report, incident, report.NumberOf(incident)));
        }

        rows.AddRange(lines.Select(count => LineRow(report, count.Line)));
        var blocks = new List<Block>();
        if (rows.Count == 0)
        {
            blocks.Add(new Paragraph(words["report.chronology.empty"]));
        }
        else
        {
            blocks.Add(new Table(
                [
                    new(words["report.chronology.no"], ColumnWidth.Fixed(30)),
                    new(words["report.chronology.when"], ColumnWidth.Fixed(Making.WhenColumn)),
                    new(words["report.chronology.what"], ColumnWidth.Share()),
                    new(words["report.chronology.exhibit"], ColumnWidth.Fixed(Making.ExhibitColumn), Alignment.End),
                ],
                // The closing line must not stand alone on a page.
                [.. rows[..^1], rows[^1] with { KeepWithNext = true }]));
        }

        blocks.Add(new Paragraph(
            words["report.chronology.end", report.Zone.Id, UtcOffsets.Text(report), report.Phrases.Number(report.Rows.Count), report.Phrases.Number(report.Case.Incidents.Count)],
            SpanStyle.Secondary));
        return blocks;
    }

    // A row without a day stands where it was recorded, and says that its day is not known.
    internal static Instant Order(Incident row) => row.When.Date is null ? row.Recorded : row.When.Earliest;

    private static TableRow LineRow(Making report, Line line)
    {
        var words = report.Words;
        var when = line.From.Date is null ? LinesSection.Undated(report, line) + "." : report.Phrases.Whole(line.From) + ".";
        var what = line.From.Date is null ? null : line is CourtOrder
            ? words["report.chronology.order", line["title"] ?? words["report.order.untitled"]]
            : LinesSection.Reached(report, line) ?? words["report.chronology.boundary"];
        var told = new[] { what, line.WasCommunicated || line is CourtOrder ? null : words["report.boundary.not-arrived"] }.OfType<string>();
        return new TableRow(
            [
                new([Span.Bold(when + " "), .. told.Select(sentence => Span.Plain(sentence + " ")), .. line is Boundary && line.Words is { } exact ? [report.Quote(exact)] : (Span[])[]], 3),
                new(report.ExhibitSpans(line)),
            ],
            line is CourtOrder ? RowKind.Order : RowKind.Boundary);
    }

    private static TableRow Row(Making report, Incident incident, int? number)
    {
        var words = report.Words;
        var what = new List<Span>();
        void Sentence(string text)
        {
            what.Add(Span.Plain((what.Count > 0 ? " " : "") + Ended(text)));
        }

        void Labelled(string key, string? text)
        {
            if (text is not null)
            {
                Sentence(words[key, text]);
            }
        }

        // What has no phrase of its own is printed as the form names it, so that no fact of a row is missing from its line.
        void Field(string name)
        {
            if (report.Said(incident, name) is { } text)
            {
                Sentence(words["reportparts.row.field", report.Phrases.Field(ItemType.Incident, name), report.Phrases.Value(ItemType.Incident, name, text)]);
            }
        }

        Sentence(report.Phrases.Happening(incident, report.From(incident)));
        Labelled("report.row.times", report.Phrases.TimesOf(incident));
        Labelled("report.row.duration", incident["duration"]);
        Labelled("report.row.place", report.Said(incident, "place"));
        Labelled("report.row.platform", report.Said(incident, "platform"));
        Labelled("report.row.through", report.Said(incident, "through"));
        if (!incident.IsOwn && incident.NamesNobody)
        {
            // Counted for the main person, as the counting rules say; whoever reads the row must see that it does not say so itself.
            Sentence(words["reportparts.row.nobody"]);
        }

        if (CountedRows.IsOfOthers(report.Case, incident))
        {
            Sentence(words["report.row.other"]);
        }

        foreach (var sentence in incident.IsOwn ? [] : report.OpenOrder(incident))
        {
            Sentence(sentence);
        }

        foreach (var name in s_before)
        {
            Field(name);
        }

        if (incident["narrative"] is { } narrative)
        {
            Sentence(narrative);
        }

        if (incident["said"] is { } said)
        {
            what.Add(Span.Plain(" "));
            what.Add(report.Quote(said));
        }

        Labelled("report.row.reply", incident["own-reply"]);
        Labelled("responses.row.term", incident["breach-term"]);
        Labelled("report.row.known", incident["known-how"]);
        Field("known-from");
        Labelled("report.row.vehicle", incident["vehicle"]);
        Labelled("report.row.clothing", incident["clothing"]);
        Labelled("report.row.gift", incident["gift"]);
        foreach (var (flag, detail) in s_flags)
        {
            if (incident[flag] == "yes")
            {
                Labelled("report.row.flag", detail is not null && report.Text(incident, detail) is { } text
                    ? $"{report.Phrases.Field(ItemType.Incident, flag)}: {text}"
                    : report.Phrases.Field(ItemType.Incident, flag));
            }
        }

        if (report.Source.Options.WithMarks)
        {
            Field("tags");
        }

        foreach (var name in s_after.Concat(s_details.Where(detail => s_flags.All(flag => flag.Detail != detail || incident[flag.Flag] != "yes"))))
        {
            Field(name);
        }

        if (incident.Noticed.Date is not null)
        {
            Labelled("reportparts.row.noticed", report.Phrases.Whole(incident.Noticed));
        }

        Labelled("report.row.witness", report.Said(incident, "witness"));
        Labelled("report.row.attachments", incident["attachments"]?.ReplaceLineEndings("; "));
        if (incident.IsPermitted)
        {
            Sentence(report.Words["report.row.permitted"]);
        }

        foreach (var span in Record(report, incident))
        {
            what.Add(span);
        }

        return new TableRow([new(number is { } n ? report.Phrases.Number(n) : ""), new(report.WhenSpans(incident)), new(what), new(report.ExhibitSpans(incident))])
        {
            Anchor = Making.RowAnchor(incident),
        };
    }

    private static readonly string[] s_before = ["subject", "device", "url"];
    private static readonly string[] s_after = ["trigger", "afterwards", "action", "evidence-elsewhere"];

    private static readonly (string Flag, string? Detail)[] s_flags =
        [("threat", null), ("weapon", "weapon-what"), ("injury", "injury-what"), ("damage", "damage-what"), ("children", null)];

    // A detail without a yes is printed all the same: she wrote it down.
    private static readonly string[] s_details = ["weapon-what", "damage-what"];

    /// <summary>What reading a file left in doubt: a zone that was chosen, a sender who is only a name, a message that was edited.</summary>
    private static IEnumerable<Span> Read(Making report, Incident incident)
    {
        if (incident["time-basis"] == "local")
        {
            yield return Span.Grey(" " + report.Words["report.row.zone-chosen"]);
        }

        if (incident["reading-notes"] is { } notes)
        {
            yield return Span.Grey(" " + report.Words["report.row.noted", string.Join(' ', Once(report, notes))]);
        }
    }

    // A run that was brought in as one row notes the same of each of its messages, with the time before it: said once, with how often.
    private static IEnumerable<string> Once(Making report, string notes) => notes.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .GroupBy(line => Clock().Replace(line, ""), StringComparer.Ordinal)
        .Select(group => group.Count() == 1 ? group.First() : report.Words["report.row.noted.times", group.Key, report.Phrases.Number(group.Count())]);

    [GeneratedRegex(@"^\d{1,2}:\d{2}(?::\d{2})?: ", RegexOptions.NonBacktracking)]
    private static partial Regex Clock();

    /// <summary>When it was recorded and corrected, in grey: late entries say so.</summary>
    private static IEnumerable<Span> Record(Making report, Incident incident)
    {
        var words = report.Words;
        var recorded = Span.Grey(report.Phrases.NarrowRecorded(incident.Recorded)) with { Together = true };
        yield return Span.Break;
        yield return Span.Grey(words["report.row.entry", incident.FirstSeq] + " ");
        foreach (var span in incident.SourceSeq is { } source
            ? [Span.Grey(words["report.row.imported", source, incident["locator"] ?? ""] + " "), .. Span.Sentence(words["report.row.recorded"], SpanStyle.Secondary, recorded), .. Read(report, incident)]
            : incident.DaysLate is { } days ? Span.Sentence(words.Count("report.row.late", days, "{0}"), SpanStyle.Secondary, recorded)
            : Span.Sentence(words["report.row.recorded"], SpanStyle.Secondary, recorded))
        {
            yield return span;
        }

        foreach (var span in CorrectionMark.WasWithdrawn(report, incident).Concat(CorrectionMark.Fields(report, incident)))
        {
            yield return span;
        }
    }

    /// <summary>Her text with a full stop where it has no end of its own, so that the next label does not run into it.</summary>
    private static string Ended(string text)
    {
        var trimmed = text.TrimEnd();
        return trimmed.Length > 0 && char.IsLetterOrDigit(trimmed[^1]) ? trimmed + "." : trimmed;
    }
}
